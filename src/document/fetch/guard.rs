//! Keeps pages of the open web out of private networks: an address is looked at when its name has been resolved, so that no
//! name and no redirect leads into one unnoticed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// What is said of an address that is refused.
pub const PRIVATE: &str = "it is in a private network, which pages from the internet may not reach; open its address \
                           directly if you trust it";

/// Resolves names, and refuses those of private networks where it must.
#[derive(Debug)]
pub struct Guard {
    inner: DefaultResolver,
    allowed: bool,
    private: Arc<AtomicBool>,
}

/// Why a name was not resolved.
#[derive(Debug, thiserror::Error)]
#[error("{PRIVATE}")]
pub struct Refused;

impl Guard {
    /// One that lets private networks pass where that is `allowed`; `private` is set where it did.
    pub fn new(allowed: bool, private: Arc<AtomicBool>) -> Self {
        Self { inner: DefaultResolver::default(), allowed, private }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.inner.resolve(uri, config, timeout)?;
        if addresses.iter().any(|address| is_private(address.ip())) {
            if !self.allowed {
                return Err(ureq::Error::Other(Box::new(Refused)));
            }
            self.private.store(true, Ordering::Relaxed);
        }
        Ok(addresses)
    }
}

/// Whether an address names a private network in itself, without a look at who it is: what a proxy would resolve.
pub fn names_private(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else { return false };
    let host = uri.host().unwrap_or("").trim_end_matches('.').to_ascii_lowercase();
    let literal = host.trim_start_matches('[').trim_end_matches(']').parse().is_ok_and(is_private);
    literal || host == "localhost" || host.ends_with(".localhost")
}

/// Whether an address is of this machine or of a network that the open web does not reach (IANA's special-purpose
/// registries).
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => is_private_v6(address),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || a == 0
        // Shared by the customers of a provider.
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        // For measuring networks.
        || a == 198 && matches!(b, 18 | 19)
        || a >= 240
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let embedded = |high: u16, low: u16| is_private_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match segments {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => {
            address.is_unspecified() || address.is_loopback() || embedded(high, low)
        }
        // Addresses of version 4 that are translated (NAT64, 6to4).
        [0x64, 0xff9b, 0 | 1, .., high, low] | [0x2002, high, low, ..] => embedded(high, low),
        // Unique local, link-local, site-local and multicast addresses.
        [first, ..] => first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80 || first & 0xff00 == 0xff00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known_by_their_addresses() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::7f00:1",
            "fe80::1",
            "fec0::1",
            "fd00::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for open in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "198.20.0.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(!is_private(open.parse().unwrap()), "{open}");
        }
    }

    #[test]
    fn names_of_this_machine_are_known_without_a_look() {
        for private in [
            "http://localhost/",
            "http://LOCALHOST.:80/a",
            "https://a.localhost",
            "http://[::1]:8080/",
            "http://10.1.2.3/x",
        ] {
            assert!(names_private(private), "{private}");
        }
        for open in ["https://example.org/", "http://localhost.example.org/", "http://[2606:4700::1111]/", "nonsense"] {
            assert!(!names_private(open), "{open}");
        }
    }
}
