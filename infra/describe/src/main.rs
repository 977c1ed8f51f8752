use std::process::ExitCode;

fn main() -> ExitCode {
    describe::main()
}
