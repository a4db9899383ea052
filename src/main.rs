//! Arguments -> command -> exit code.

fn main() {
    println!("dixit");
}
