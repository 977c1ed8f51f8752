//! The program that a request means, or why there is none that it could.

use domain::id::ProgramId;
use domain::program::{self, Program};

use crate::problem::{FieldError, Kind, Problem};

/// For whatever a program takes part in only while it is active (E4).
pub const PROGRAM_INACTIVE: Kind = Kind {
    slug: "program-inactive",
    status: 409,
    title: "The program takes nothing new",
};

/// The program that is named, or the default, or the only one.
///
/// # Errors
/// 404 for one that is unknown, 400 where one has to be named.
pub fn chosen<'a>(
    programs: &'a [Program],
    named: Option<&ProgramId>,
) -> Result<&'a Program, Problem> {
    program::choose(programs, named).ok_or_else(|| match named {
        Some(_) => Problem::not_found().pointer("/program_id", "names no program here"),
        None => Problem::invalid_fields(vec![FieldError {
            pointer: "/program_id".to_owned(),
            detail: "is required, since no program is the default".to_owned(),
        }]),
    })
}

/// # Errors
/// 409 for a program that is a draft, paused or ended.
pub fn require_active(program: &Program) -> Result<(), Problem> {
    if program.is_active() {
        return Ok(());
    }
    Err(Problem::of(PROGRAM_INACTIVE).detail("the program is not active"))
}

#[cfg(test)]
mod tests {
    use domain::preset::{CLIENTJOY, CONTACTUALLY, Preset};
    use domain::program::ProgramStatus;
    use domain::program_file::parse;

    use super::*;

    fn program(preset: Preset) -> Program {
        let (settings, _) = parse(preset.toml).unwrap();
        Program {
            id: preset.name.parse().unwrap(),
            settings,
            terms: Vec::new(),
        }
    }

    #[track_caller]
    fn then_refused(programs: &[Program], named: Option<&str>, status: u16) {
        let named = named.map(|id| id.parse().unwrap());
        let problem = chosen(programs, named.as_ref()).unwrap_err();
        assert_eq!(problem.status(), status);
    }

    #[test]
    fn the_only_program_is_meant_where_none_is_named() {
        let programs = [program(CLIENTJOY)];
        assert_eq!(chosen(&programs, None).unwrap().id.as_str(), "clientjoy");
        then_refused(&programs, Some("contactually"), 404);
    }

    #[test]
    fn of_several_programs_one_is_named() {
        let mut programs = [program(CLIENTJOY), program(CONTACTUALLY)];
        for program in &mut programs {
            program.settings.default = false;
        }
        then_refused(&programs, None, 400);
        then_refused(&[], None, 400);
    }

    #[test]
    fn e4_only_an_active_program_takes_anything_new() {
        let mut program = program(CLIENTJOY);
        assert_eq!(require_active(&program), Ok(()));
        for status in [
            ProgramStatus::Draft,
            ProgramStatus::Paused,
            ProgramStatus::Ended,
        ] {
            program.settings.status = status;
            assert_eq!(require_active(&program).unwrap_err().status(), 409);
        }
    }
}
