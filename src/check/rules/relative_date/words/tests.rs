use super::*;

fn found(text: &str) -> Vec<String> {
    let written = Date::new(2024, 4, 1).ok();
    let words = Words::of(text);
    let found = relative_dates(&words, false, written);
    found.iter().map(|found| words.slice(words.span(found.first, found.last)).to_owned()).collect()
}

#[test]
fn dates_that_the_day_of_writing_decides_are_found() {
    for (text, dates) in [
        ("This was evident in February's meetings in Paris.", vec!["February"]),
        ("President Macron's visit last April shows it.", vec!["last April"]),
        ("Talks broke down last week; the next round is next month.", vec!["last week", "next month"]),
        ("Yesterday the ministers met. This year they will meet again.", vec!["Yesterday", "This year"]),
        ("They met in May, and on 3 March they parted.", vec!["May"]),
        ("They met on 3 March.", vec!["3 March"]),
        ("They met on March 3rd, a Sunday.", vec!["March 3rd"]),
        ("The ministers met on Tuesday.", vec!["Tuesday"]),
        ("A truce was agreed two years ago.", vec!["two years ago"]),
        ("Over the past year, and in the last month, trade fell.", vec!["the past year", "last month"]),
        ("By the end of May or in mid-June it ends.", vec!["May"]),
        ("The June summit decided.", vec!["June"]),
        ("On Feb. 3 they met.", vec!["Feb. 3"]),
        ("He came later today.", vec!["later today"]),
        ("In 1963 they signed. The next step comes this autumn.", vec!["this autumn"]),
    ] {
        assert_eq!(found(text), dates, "{text}");
    }
}

#[test]
fn dates_with_a_year_and_what_only_looks_like_a_date_are_left_alone() {
    for text in [
        "They met in February 2024, and since 2014 on 3 and 4 March.",
        "The treaty was signed on 22 January 1963. It came into force in July.",
        "Between February and 3 April, 2024, they talked.",
        "They may march on, and May said so. Theresa May left. March on Rome!",
        "The Long March and the October War are remembered, as is the May Fourth Movement.",
        "April Glaspie was ambassador in Baghdad.",
        "The body meets every March. It reports each year in September.",
        "After the vote in 1990, the next year brought war; the last year of the war was the worst.",
        "France's last year in the council, and its next month, were calm.",
        "He said: “We met last week, in February.” The 'last year' was no better.",
        "In this fall in prices, this quarter of the city lost most.",
        "That October the wall fell, and in November of that year the border.",
        "The attacks of 11 September changed this.",
        "Last April (2023) he came; last year, in 2023, he left.",
        "The last of them, past and present, come next to this.",
        "On Good Friday, and on Sundays, shops are shut.",
        "At last, weeks later, long ago.",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_year_that_may_be_meant_is_named() {
    let written = Date::new(2024, 4, 1).ok();
    for (text, meant) in [
        ("last April", "April 2023"),
        ("last year", "2023"),
        ("next month", "May 2024"),
        ("yesterday", "31 March 2024"),
        ("in December", "December 2023"),
        ("in June", "June 2024"),
        ("next February", "February 2025"),
    ] {
        let words = Words::of(text);
        let found = relative_dates(&words, false, written);
        assert_eq!(found.first().and_then(|found| found.meant.as_deref()), Some(meant), "{text}");
    }
}
