//! Tables as people send them: delimiters, encodings, quotes, headers, limits; and what is written for spreadsheets.

use proptest::prelude::*;
use roster::{
    Delimiter, Encoding, Header, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Options, RosterError, Sheet, csv,
    read, read_with,
};

fn sheet(text: &str) -> Sheet {
    read(text.as_bytes()).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

#[test]
fn every_delimiter_is_found_out() {
    for (delimiter, mark) in [
        (Delimiter::Comma, ","),
        (Delimiter::Semicolon, ";"),
        (Delimiter::Tab, "\t"),
        (Delimiter::Pipe, "|"),
    ] {
        let sheet = sheet(&"Name|Nr|Size\nAnna|7|M\nBo|8|L\n".replace('|', mark));
        assert_eq!(sheet.delimiter, delimiter);
        assert_eq!(sheet.columns, ["Name", "Nr", "Size"]);
        assert_eq!(cells(&sheet), [["Anna", "7", "M"], ["Bo", "8", "L"]]);
    }
}

#[test]
fn a_comma_inside_of_cells_is_not_taken_for_the_delimiter() {
    let found = sheet("Name;Text\nAnna;Hello, you\nBo;One, two, three\n");
    assert_eq!(found.delimiter, Delimiter::Semicolon);
    assert_eq!(cells(&found)[1], ["Bo", "One, two, three"]);
}

#[test]
fn a_semicolon_before_a_closing_quote_is_not_taken_for_the_delimiter() {
    let columns = ["Anna", "Note;"].map(String::from).to_vec();
    let row = ["Bo;b;c", ""].map(String::from).to_vec();
    let found = sheet(&csv(&[columns.clone(), row.clone()], Delimiter::Comma));
    assert_eq!(found.delimiter, Delimiter::Comma);
    let all: Vec<Vec<&str>> =
        [&columns, &row].iter().map(|row| row.iter().map(|cell| cell.as_str()).collect()).collect();
    assert_eq!(cells(&found), all);
}

#[test]
fn the_delimiter_can_be_given_and_stated() {
    let options = Options { delimiter: Some(Delimiter::Comma), ..Options::default() };
    let given = read_with(b"Name;a,Nr\nx;y,7\n", &options).unwrap();
    assert_eq!(given.columns, ["Name;a", "Nr"]);
    let stated = sheet("sep=|\r\nName|Nr,x\r\nA|1,2\r\n");
    assert_eq!((stated.delimiter, stated.rows[0].line), (Delimiter::Pipe, 3));
    assert_eq!(cells(&stated), [["A", "1,2"]]);
}

#[test]
fn quotes_hold_delimiters_breaks_and_quotes() {
    let found = sheet(
        "name,text\n\"Ann, Bo\",\"two\r\nlines\"\n\"say \"\"hi\"\"\",\"Big\" Al\n5\" pipe,x\n",
    );
    let expect = [["Ann, Bo", "two\nlines"], ["say \"hi\"", "Big Al"], ["5\" pipe", "x"]];
    assert_eq!(cells(&found), expect);
    assert_eq!(found.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4, 5]);
}

#[test]
fn a_quote_that_is_never_closed_is_named() {
    let error = read(b"name,nr\nAnna,7\n\"Bo,8\nCy,9\n").unwrap_err();
    assert_eq!(error, RosterError::OpenQuote { line: 3 });
    assert_eq!(
        error.to_string(),
        "a quote that opens in line 3 is never closed; close it or delete it"
    );
}

#[test]
fn any_line_end_ends_a_line() {
    for end in ["\n", "\r\n", "\r"] {
        let found = sheet(&"name,nr|Anna,7|Bo,8".replace('|', end));
        assert_eq!(cells(&found), [["Anna", "7"], ["Bo", "8"]], "{end:?}");
        assert_eq!(found.rows[1].line, 3);
    }
}

#[test]
fn every_encoding_gives_the_same_names() {
    let text = "Name;Größe\nZoë Müller;L\n";
    let utf16 = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    for (bytes, encoding, is_assumed) in [
        (text.as_bytes().to_vec(), Encoding::Utf8, false),
        (marked(b"\xef\xbb\xbf", text.as_bytes().to_vec()), Encoding::Utf8, false),
        (marked(b"\xff\xfe", utf16(u16::to_le_bytes)), Encoding::Utf16Le, false),
        (marked(b"\xfe\xff", utf16(u16::to_be_bytes)), Encoding::Utf16Be, false),
        (utf16(u16::to_le_bytes), Encoding::Utf16Le, true),
        (latin, Encoding::Windows1252, true),
    ] {
        let found = read(&bytes).unwrap();
        assert_eq!(found.columns, ["Name", "Größe"], "{encoding:?}");
        assert_eq!(cells(&found), [["Zoë Müller", "L"]]);
        assert_eq!((found.encoding, found.is_encoding_assumed), (encoding, is_assumed));
    }
}

#[test]
fn a_table_without_names_of_columns_keeps_its_first_row() {
    let found = sheet("Anna\t7\tM\nBo\t8\tL\n");
    assert!(!found.has_header);
    assert_eq!(found.columns, ["Column 1", "Column 2", "Column 3"]);
    assert_eq!(found.rows.len(), 2);
    let alone = sheet("Anna\nBo\nCy\n");
    assert_eq!((alone.has_header, alone.rows.len()), (false, 3));
    let options = Options { header: Header::First, ..Options::default() };
    assert_eq!(read_with(b"Anna\nBo\n", &options).unwrap().columns, ["Anna"]);
}

#[test]
fn unknown_names_of_columns_are_names_where_values_stand_below() {
    let found = sheet("Wer;Trikot;Weite\nAnna;7;M\n");
    assert!(found.has_header);
    assert_eq!(found.columns, ["Wer", "Trikot", "Weite"]);
}

#[test]
fn rows_of_any_length_become_one_table_and_blank_ones_are_told() {
    let found = sheet("\n\nname,nr\nAnna\n;\n,\nBo,8,extra\n\n\n");
    assert_eq!(found.columns, ["name", "nr", "Column 3"]);
    assert_eq!(cells(&found), [["Anna", "", ""], [";", "", ""], ["Bo", "8", "extra"]]);
    assert_eq!(found.blank_lines, [6]);
}

#[test]
fn what_cannot_be_printed_is_taken_out_of_cells() {
    let found = sheet("name,nr\n\"\u{feff} A\u{7}nna\u{a0}\",' 7 \n");
    assert_eq!(cells(&found), [["A nna", "' 7"]]);
}

#[test]
fn a_row_of_nothing_that_can_be_printed_is_blank() {
    let found = sheet("name,nr\nAnna,7\n\u{feff},\u{1}\nBo,8\n");
    assert_eq!(cells(&found), [["Anna", "7"], ["Bo", "8"]]);
    assert_eq!(found.blank_lines, [3]);
}

#[test]
fn limits_are_named() {
    let rows = "a,1\n".repeat(MAX_ROWS + 2);
    assert_eq!(read(rows.as_bytes()), Err(RosterError::TooManyRows));
    assert_eq!(read("x\n".repeat(MAX_ROWS).as_bytes()).unwrap().rows.len(), MAX_ROWS);
    let columns = ",".repeat(MAX_COLUMNS);
    let wide = RosterError::TooManyColumns { line: 1, columns: MAX_COLUMNS + 1 };
    assert_eq!(read(format!("{columns}x").as_bytes()), Err(wide));
    let long = format!("name\n{}", "x".repeat(MAX_CELL + 1));
    let error = RosterError::LongCell { line: 2, column: 1, characters: MAX_CELL + 1 };
    assert_eq!(read(long.as_bytes()), Err(error));
    let large = vec![b'a'; roster::MAX_BYTES + 1];
    assert_eq!(read(&large), Err(RosterError::TooLarge { bytes: large.len() }));
    for nothing in ["", "\n\n", ",,,\n", "name,number\n"] {
        assert_eq!(read(nothing.as_bytes()), Err(RosterError::Empty), "{nothing:?}");
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_marked_and_read_back() {
    let dangerous = ["=1+1", "+49", "-5", "@SUM(A1)", " =1", "＝1", "'=1", "''@x"];
    for cell in dangerous {
        let out = csv(&[vec!["name".into()], vec![cell.into()]], Delimiter::Comma);
        let written = out.lines().nth(1).unwrap().trim_matches('"');
        assert!(written.starts_with('\''), "{cell:?} -> {written:?}");
    }
    for cell in ["O'Malley", "'tis", "a=b", "1-2", ""] {
        let out = csv(&[vec![cell.into(), "x".into()]], Delimiter::Comma);
        assert!(out.starts_with(&format!("\u{feff}{cell},")), "{out:?}");
    }
}

#[test]
fn the_longest_cell_is_read_back_with_its_mark() {
    let long = format!("={}", "x".repeat(MAX_CELL - 1));
    let marked = sheet(&csv(&[vec!["name".into()], vec![long.clone()]], Delimiter::Comma));
    assert_eq!(cells(&marked), [[long.as_str()]]);
    for cell in [format!("'{}", "x".repeat(MAX_CELL)), format!("'={}", "x".repeat(MAX_CELL))] {
        let error = read(format!("name\n{cell}\n").as_bytes()).unwrap_err();
        assert!(matches!(error, RosterError::LongCell { line: 2, column: 1, .. }), "{error}");
    }
}

/// Cells as tables are full of: delimiters, quotes, formulas, letters of many scripts.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zäöüñ '\"=+@;,|-]{0,12}",
        "['=+@＝ -]{0,4}[a-z]{0,3}",
        "\\PC{0,8}",
        "[a-z]{1,3}\n[a-z]{1,3}",
    ]
    .prop_map(|cell| cell.trim().to_owned())
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn reading_marks_never_panics(text in "[a\"',;|\t\r\n\u{0}\u{feff}=é]{0,60}") {
        for delimiter in [None, Some(Delimiter::Comma), Some(Delimiter::Tab)] {
            for encoding in [None, Some(Encoding::Utf16Be), Some(Encoding::Latin1)] {
                let options = Options { delimiter, encoding, header: Header::Sniffed };
                let _ = read_with(text.as_bytes(), &options);
            }
        }
    }

    #[test]
    fn every_row_has_a_cell_for_each_column(text in "[ab7;,\"\n]{0,80}") {
        if let Ok(sheet) = read(text.as_bytes()) {
            prop_assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.columns.len()));
            prop_assert!(sheet.rows.is_sorted_by_key(|row| row.line));
        }
    }

    #[test]
    fn what_is_written_is_read_back(rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..8)) {
        let header = ["one", "two", "three"].map(String::from).to_vec();
        let filled: Vec<Vec<String>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        prop_assume!(!filled.is_empty());
        for delimiter in Delimiter::ALL {
            let records: Vec<Vec<String>> = [header.clone()].into_iter().chain(filled.clone()).collect();
            let options = Options { delimiter: Some(delimiter), header: Header::First, encoding: None };
            let sheet = read_with(csv(&records, delimiter).as_bytes(), &options).unwrap();
            let read: Vec<Vec<String>> = sheet.rows.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(&read, &filled);
        }
    }

    #[test]
    fn no_written_cell_is_a_formula(row in prop::collection::vec(cell(), 1..5)) {
        let out = csv(std::slice::from_ref(&row), Delimiter::Tab);
        // As a spreadsheet sees it: split at every delimiter outside of quotes, quotes undone.
        let (mut inside, mut begins, mut formulas) = (false, true, 0);
        let mut letters = out.trim_start_matches('\u{feff}').chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if inside && letters.next_if_eq(&'"').is_some() => begins = false,
                '"' => inside = !inside,
                '\t' | '\n' | '\r' if !inside => begins = true,
                ' ' if begins => {}
                letter => {
                    formulas += usize::from(begins && "=+-@＝＋－＠\t\r\n".contains(letter));
                    begins = false;
                }
            }
        }
        prop_assert_eq!(formulas, 0, "{:?}", out);
    }
}
