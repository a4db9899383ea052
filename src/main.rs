//! Arguments -> command -> exit code.

fn main() -> std::process::ExitCode {
    dixit::cli::main(std::env::args_os())
}
