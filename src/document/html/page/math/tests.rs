use super::*;
use crate::document::html::{Budget, Dialect, tokens};

fn shown(formula: &str) -> String {
    let [html, xhtml] = [Dialect::Html, Dialect::Xhtml].map(|dialect| {
        let tokens = tokens(&format!("{formula}</math>"), dialect, &mut Budget::default()).unwrap();
        read(&tokens).0
    });
    assert_eq!(html, xhtml);
    html
}

#[test]
fn formulas_keep_their_meaning() {
    const SUM: &str = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>";
    for (formula, text) in [
        ("<mi>a</mi>\n <mo>+</mo> <mn>2</mn>".to_owned(), "a+2"),
        ("<msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mi>b</mi>".to_owned(), "a²+b"),
        (format!("<msup><mi>a</mi>{SUM}</msup>"), "a^(a+b)"),
        (format!("<msup>{SUM}<mn>3</mn></msup>"), "(a+b)³"),
        ("<msup><mi>x</mi><mi>n</mi></msup><msup><mi>f</mi><mo>′</mo></msup>".to_owned(), "x^nf′"),
        ("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn></msup>".to_owned(), "(a)²"),
        (format!("<mfrac>{SUM}<mi>c</mi></mfrac>"), "(a+b)/c"),
        ("<mfrac><mi>a</mi><mn>2</mn></mfrac>".to_owned(), "a/2"),
        ("<mn>3</mn><mfrac><mi>a</mi><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>".to_owned(), "3(a/(2b))"),
        (format!("<mfrac linethickness='0'><mi>n</mi>{SUM}</mfrac>"), "n over (a+b)"),
        (format!("<msqrt><mi>x</mi></msqrt><mo>-</mo><msqrt>{SUM}</msqrt>"), "√(x)-√(a+b)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot><mo>-</mo><mroot><mi>x</mi><mi>n</mi></mroot>".to_owned(), "³√(x)-n-root (x)"),
        ("<msub><mi>x</mi><mi>i</mi></msub><mo>=</mo><msub><mi>V</mi><mtext>max</mtext></msub>".to_owned(), "x_i = V_max"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>".to_owned(), "x₁²"),
        (
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>".to_owned(),
            "∑_(i = 1)^n i",
        ),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mn>2</mn><mn>3</mn>".to_owned(), "sin x2 3"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>".to_owned(), "x\u{304}"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>".to_owned(), "[a, b)"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>".to_owned(), "¹⁴₆C"),
        (
            "<mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable><mo>)</mo>"
                .to_owned(),
            "(1, 2; 3)",
        ),
        (format!("<semantics>{SUM}<annotation>\\frac</annotation></semantics>"), "a+b"),
        ("<mi>a</mi><mtext> if </mtext><mi>b</mi><mspace width='1em'/><mi>c</mi>".to_owned(), "a if bc"),
    ] {
        assert_eq!(shown(&formula), text, "{formula}");
    }
}

#[test]
fn broken_formulas_lose_no_words() {
    for (formula, text) in [
        ("<msup><mi>a</mi></msup>", "a"),
        ("<mfrac><mi>a</mi>", "a"),
        ("</mrow></msup><mi>a</mi></mfrac>", "a"),
        ("a <b>b</b> c", "abc"),
        ("", ""),
    ] {
        assert_eq!(shown(formula), text, "{formula}");
    }
    let deep = format!("{}<mi>a</mi>", "<msqrt>".repeat(5000));
    assert!(shown(&deep).contains('a'));
    let tokens = tokens("<mi>a</mi><p>Words.", Dialect::Html, &mut Budget::default()).unwrap();
    assert_eq!(read(&tokens), ("a".to_owned(), 3));
}
