//! How a table of codes is written.

/// Makes a constant of `Code` of each entry, and a list of all. The first word is the level of all of them.
macro_rules! codes {
    ($level:ident $(
        #[doc = $doc:literal]
        $code:ident = $name:literal, $told:ident { why: $why:literal, bad: $bad:literal, good: $good:literal, }
    )*) => {
        #[expect(non_upper_case_globals, reason = "a code reads as the variant of an enum")]
        impl $crate::problem::Code {
            $(
                #[doc = $doc]
                pub const $code: Self = Self::of(&$crate::problem::Descriptor {
                    name: $name,
                    level: $crate::problem::Level::$level,
                    summary: $doc.trim_ascii(),
                    told: $crate::problem::ReportedBy::$told,
                    number: None,
                    explanation: $crate::problem::Explanation { why: $why, bad: $bad, good: $good },
                });
            )*
        }

        /// All of these, in the order of this file.
        pub static CODES: &[$crate::problem::Code] = &[$($crate::problem::Code::$code,)*];
    };
}
pub(super) use codes;
