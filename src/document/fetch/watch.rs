//! Notices that a connection broke. Where an answer does not say how long it is, a broken connection looks to the HTTP
//! library like the end of the answer.

use std::io::ErrorKind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// Watches each connection that another connector makes.
#[derive(Debug)]
pub struct Watch(pub Arc<AtomicBool>);

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(&self, _: &ConnectionDetails, made: Option<In>) -> Result<Option<Watched<In>>, ureq::Error> {
        Ok(made.map(|inner| Watched { inner, broke: Arc::clone(&self.0) }))
    }
}

/// A connection that is watched.
#[derive(Debug)]
pub struct Watched<T> {
    inner: T,
    broke: Arc<AtomicBool>,
}

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let input = self.inner.await_input(timeout);
        // Encrypted connections say that they end (close_notify): else this is an unexpected end.
        let broken = [ErrorKind::UnexpectedEof, ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset];
        if let Err(ureq::Error::Io(error)) = &input
            && broken.contains(&error.kind())
        {
            self.broke.store(true, Ordering::Relaxed);
        }
        input
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
