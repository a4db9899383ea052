use super::*;
use crate::document::{Metadata, markdown};

fn strip(y: u16, row: u16) -> Strip {
    Strip { y, x: 4, width: 3, picture: 0, size: (3, 4), from: (row, 0) }
}

fn easel(protocol: Protocol) -> (Easel, Arc<Document>) {
    let easel = Easel::new(Ability { protocol, cell: (8, 16) });
    (easel, Arc::new(markdown("![x](x.png)", Metadata::default())))
}

fn form(protocol: Protocol) -> Form {
    match protocol {
        Protocol::Kitty => Form::Whole(vec![1, 2, 3]),
        _ => Form::Rows(["<0>", "<1>", "<2>", ""].map(str::to_owned).to_vec()),
    }
}

fn hang(easel: &mut Easel, document: &Arc<Document>) {
    let Ability { protocol, cell } = easel.ability();
    let wish = Wish { document: Arc::clone(document), picture: 0, size: (3, 4), cell, protocol };
    easel.hang(&wish, form(protocol));
}

fn written(easel: &mut Easel) -> (String, String) {
    let number = easel.hung.first().map_or(0, |hung| hung.number).to_string();
    let shown = |bytes: String| bytes.replace(&format!("i={number}"), "i=N").replace('\x1b', "^");
    (shown(easel.take_before()), shown(easel.take_after().0))
}

const SIXEL: Protocol = Protocol::Sixel { colours: 256 };

#[test]
fn a_picture_is_asked_for_once_and_put_when_it_is_there() {
    for protocol in [Protocol::Kitty, SIXEL] {
        let (mut easel, document) = easel(protocol);
        for _ in 0..2 {
            assert_eq!(easel.arrange(&[strip(1, 0), strip(2, 1)], Some(&document)), Cells::default());
            assert_eq!(written(&mut easel), (String::new(), String::new()));
        }
        assert_eq!(easel.wanted(), [(0, (3, 4))]);
        assert_eq!(easel.wanted(), []);
        hang(&mut easel, &document);
        easel.arrange(&[strip(1, 0)], Some(&document));
        assert!(!written(&mut easel).1.is_empty());
        easel.arrange(&[strip(1, 0)], Some(&document));
        assert_eq!(written(&mut easel), (String::new(), String::new()), "what stands there is not written again");
    }
}

#[test]
fn kitty_is_sent_a_picture_once_and_moves_its_rows() {
    let (mut easel, document) = easel(Protocol::Kitty);
    easel.arrange(&[strip(5, 0)], Some(&document));
    hang(&mut easel, &document);
    easel.arrange(&[strip(5, 0), strip(6, 1)], Some(&document));
    let (before, after) = written(&mut easel);
    assert_eq!(before, "^_Ga=t,t=d,f=100,i=N,q=2,m=0;AQID^\\");
    assert_eq!(
        after,
        "^[6H^[4C^_Ga=p,i=N,p=1,x=0,y=0,w=24,h=16,c=3,r=1,C=1,q=2^\\\
         ^[7H^[4C^_Ga=p,i=N,p=1025,x=0,y=16,w=24,h=16,c=3,r=1,C=1,q=2^\\"
    );
    let cells = easel.arrange(&[strip(5, 1)], Some(&document));
    assert_eq!(cells, Cells::default(), "the cells below it are written as ever");
    let (before, after) = written(&mut easel);
    assert_eq!(before, "^_Ga=d,d=i,i=N,p=1,q=2^\\", "the other one moves");
    assert_eq!(after, "^[6H^[4C^_Ga=p,i=N,p=1025,x=0,y=16,w=24,h=16,c=3,r=1,C=1,q=2^\\");
    let cut = Strip { x: 5, width: 2, from: (1, 1), ..strip(5, 1) };
    easel.arrange(&[cut], Some(&document));
    assert!(written(&mut easel).1.contains("p=1026,x=8,y=16,w=16,h=16,c=2"), "parts of a row too");
    easel.arrange(&[], None);
    assert_eq!(written(&mut easel).0.matches("a=d,d=i").count(), 1);
}

#[test]
fn sixels_cover_cells_that_have_to_be_written_when_they_go() {
    let (mut easel, document) = easel(SIXEL);
    easel.arrange(&[strip(5, 0)], Some(&document));
    hang(&mut easel, &document);
    assert_eq!(easel.arrange(&[strip(5, 0), strip(6, 1), strip(7, 3)], Some(&document)), Cells::default());
    assert_eq!(written(&mut easel), (String::new(), "^[6H^[4C<0>^[7H^[4C<1>".to_owned()));
    let row = |y| [(4, y), (5, y), (6, y)];
    let cells = easel.arrange(&[strip(5, 0), strip(6, 2)], Some(&document));
    assert_eq!(cells.covered, row(5), "what stays is left alone");
    assert_eq!(cells.bared, [row(6), row(7)].concat());
    assert_eq!(written(&mut easel).1, "^[7H^[4C<2>");
    let half = Strip { width: 2, ..strip(5, 0) };
    let cells = easel.arrange(&[half], Some(&document));
    assert_eq!(cells.bared, [row(5), row(6)].concat(), "half a row is not shown");
    assert_eq!(written(&mut easel).1, "");
    easel.arrange(&[strip(5, 0)], Some(&document));
    easel.erased();
    assert_eq!(easel.arrange(&[], None), Cells::default());
}

#[test]
fn what_was_erased_is_sent_again() {
    let (mut easel, document) = easel(Protocol::Kitty);
    easel.arrange(&[strip(5, 0)], Some(&document));
    hang(&mut easel, &document);
    easel.arrange(&[strip(5, 0)], Some(&document));
    let first = written(&mut easel);
    easel.erased();
    easel.arrange(&[strip(5, 0)], Some(&document));
    let (before, after) = written(&mut easel);
    assert_eq!((before, after), (format!("^_Ga=d,d=I,i=N,q=2^\\{}", first.0), first.1));
}

#[test]
fn pictures_of_another_article_or_size_are_none_of_this() {
    let (mut easel, document) = easel(Protocol::Kitty);
    easel.arrange(&[strip(5, 0)], Some(&document));
    hang(&mut easel, &document);
    easel.arrange(&[strip(5, 0)], Some(&document));
    written(&mut easel);
    let other = Arc::new(markdown("![y](y.png)", Metadata::default()));
    easel.arrange(&[strip(5, 0)], Some(&other));
    let before = easel.take_before();
    assert!(before.contains("a=d,d=I") && easel.take_after().0.is_empty(), "{before}");
    hang(&mut easel, &document);
    assert!(easel.hung.is_empty(), "too late");
    assert_eq!(easel.wanted().len(), 2);
}
