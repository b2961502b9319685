//! Sample designs in the world's scripts, both directions, emoji, and characters that no font has.

use design::{Align, Fit, FontId, Span, TextPath};
use geom::Mm;

use crate::draft::{INK, Made, RED, SUN, Sample, TEAL, cell, line};

/// The world's scripts.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(34, "arabic", "Arabic")?;
    let lines = [
        ("cairo", "السَّلامُ عَلَيْكُم"),
        ("lalezar", "عيد ميلاد سعيد ٢٠٢٦"),
        ("rubik", "لا إله، لأنّ الألف"),
        ("cairo", "پنج چراغ گرم ی‌ک"),
    ];
    for (index, (font, content)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        s.text((x, y - 12.0, 0.0), font, 14.0, INK, content).letter_spacing =
            [0.0, 0.0, 0.08, 0.0][index];
    }
    let text = s.text(
        (225.0, 68.0, 0.0),
        "cairo",
        7.0,
        TEAL,
        "هذه فقرة طويلة تكسر أسطرها حيث يجوز ذلك، ثم تنتهي عند الحافة اليمنى (كما يجب).",
    );
    (text.align, text.width) = (Align::Right, Some(Mm::new(120.0)));
    made.push(s);

    let mut s = Sample::mug(35, "hebrew-and-bidi", "Hebrew and both directions")?;
    let lines = [
        ("fredoka", "שָׁלוֹם עֲלֵיכֶם"),
        ("amatic-sc", "יום הולדת 40 שמח!"),
        ("rubik", "abc (שלום, 123-456) def"),
        ("rubik", "\u{2067}ltr inside\u{2069} then \u{202e}reversed\u{202c} end"),
        ("cairo", "ثمن 25% (3×4) = €12"),
        ("rubik", "א1ב2 C3\u{200f}.\u{200e} d"),
    ];
    for (index, (font, content)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        s.text((x, y - 8.0, 0.0), font, 12.0, INK, content);
    }
    made.push(s);

    let mut s = Sample::mug(36, "thai", "Thai")?;
    let words = "สุขสันต์วันเกิดพ่อที่ดีที่สุดในโลก น้ำ ผู้ ปู่ ก็";
    for (index, font) in ["itim", "kanit", "chonburi"].into_iter().enumerate() {
        let (x, _) = cell(index, 3, 1);
        let text = s.text((x, 8.0, 0.0), font, 9.0, INK, words);
        text.width = Some(Mm::new([30.0, 45.0, 66.0][index]));
    }
    made.push(s);

    let mut s = Sample::mug(37, "chinese", "Chinese")?;
    let words = "生日快乐，愿你每一天都充满阳光。「好事成双」，百年好合！";
    for (index, font) in ["noto-sans-sc", "zcool-kuaile"].into_iter().enumerate() {
        let (x, _) = cell(index, 2, 1);
        let text = s.text((x, 8.0, 0.0), font, 10.0, INK, words);
        (text.width, text.align) = (Some(Mm::new(80.0)), [Align::Justify, Align::Centre][index]);
    }
    s.last().x = Mm::new(172.0);
    s.text((115.0, 76.0, 0.0), "montserrat", 10.0, RED, "Tea 茶 and 咖啡 coffee");
    made.push(s);

    let mut s = Sample::mug(38, "japanese", "Japanese")?;
    let words = "お誕生日おめでとう！ｶﾀｶﾅとカタカナ、「漢字」ー長音。ぱぴぷ";
    for (index, font) in ["noto-sans-jp", "dela-gothic-one"].into_iter().enumerate() {
        let (x, _) = cell(index, 2, 1);
        s.text((x, 8.0, 0.0), font, 10.0, INK, words).width = Some(Mm::new(75.0));
    }
    made.push(s);

    let mut s = Sample::mug(39, "korean", "Korean")?;
    let words = "생일 축하합니다! 각 \u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af} 뷁";
    for (index, font) in ["noto-sans-kr", "black-han-sans"].into_iter().enumerate() {
        let (x, _) = cell(index, 2, 1);
        s.text((x, 10.0, 0.0), font, 13.0, TEAL, words).width = Some(Mm::new(80.0));
    }
    made.push(s);

    let mut s = Sample::mug(40, "devanagari", "Devanagari")?;
    for (index, font) in ["poppins", "teko"].into_iter().enumerate() {
        let (x, _) = cell(index, 2, 1);
        let words = "जन्मदिन मुबारक हो\nक्षत्रिय श्री ज्ञान र्क किँ १२३";
        s.text((x, 12.0, 0.0), font, 11.0, INK, words).width = Some(Mm::new(90.0));
        s.text((x, 60.0, 0.0), font, 10.0, RED, "स्वागत").path =
            Some(TextPath::ArcUp { sweep: 90.0 });
    }
    made.push(s);

    let mut s = Sample::mug(41, "cyrillic-and-greek", "Cyrillic and Greek")?;
    let lines = [
        ("comfortaa", "З днем народження, Ґанок і їжак"),
        ("eb-garamond", "Χρόνια πολλά, Άγγελε ΐ ς"),
        ("press-start-2p", "ПРИВЕТ МИР"),
        ("jetbrains-mono", "Съешь ещё этих булок"),
        ("nunito", "Љубав и њежност ђ"),
        ("inter", "ΑΒΓ αβγ №5 ≤ ∞ → ★"),
    ];
    for (index, (font, content)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        s.text((x, y - 8.0, 0.0), font, 7.5, INK, content);
    }
    made.push(s);

    let mut s = Sample::mug(42, "accents", "Accents")?;
    let lines = [
        ("patrick-hand", "Chúc mừng sinh nhật"),
        ("oswald", "Chu\u{301}c mư\u{300}ng de\u{302}\u{301}n"),
        ("fraunces", "Łódź, Ångström, ŒUVRE ǆ"),
        ("teko", "İstanbul ığdır şeş ẞ"),
        ("dancing-script", "a\u{301}\u{327}\u{308}e\u{30a}n\u{303} n\u{303}"),
        ("bebas-neue", "ﬁ ﬂ ĳ ŉ ⅓ ªº"),
    ];
    for (index, (font, content)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        s.text((x, y - 10.0, 0.0), font, 13.0, INK, content);
    }
    made.push(s);

    let mut s = Sample::mug(43, "emoji", "Emoji")?;
    let faces = "😀😂🥰 👍🏻👍🏽👍🏿 👨‍👩‍👧‍👦 🏳️‍🌈 🇫🇷🇺🇦🇧🇷 7️⃣#️⃣ ❤️❤︎ ☕☕︎ 🐶🦄🍕🎂⚽";
    let text = s.text((115.0, 8.0, 0.0), "inter", 13.0, INK, faces);
    text.width = Some(Mm::new(200.0));
    let text = s.text((70.0, 58.0, -8.0), "pacifico", 14.0, RED, "party 🎉🥳 time");
    text.outlines = vec![line((SUN, 0.8))];
    text.spans = vec![Span {
        scale: Some(1.6),
        font: Some(FontId("noto-emoji".into())),
        ..Span::bare(6, 8)
    }];
    s.text((180.0, 60.0, 0.0), "noto-emoji", 14.0, TEAL, "🎈🎁🌻🚲").path =
        Some(TextPath::ArcUp { sweep: 120.0 });
    made.push(s);

    let mut s = Sample::mug(44, "no-such-glyph", "No such glyph")?;
    let lines = [
        ("silkscreen", "silk Ω ж 字 glyphs"),
        ("graduate", "བོད་ ሀሁ ខ្មែរ"),
        ("inter", "\u{e000}\u{f8ff} \u{10ffff} \u{378}"),
        ("inter", "a\u{1}b\u{7f}c\u{85}d\u{2028}e\u{2029}f"),
        ("unifrakturmaguntia", "ſchön \u{fffd} \u{1f9ff}"),
        ("inter", "soft\u{ad}hyphen no\u{a0}break zero\u{200b}width\u{2060}joiner"),
    ];
    for (index, (font, content)) in lines.into_iter().enumerate() {
        let (x, y) = cell(index, 2, 3);
        s.text((x, y - 9.0, 0.0), font, 11.0, INK, content).width = Some(Mm::new(100.0));
    }
    made.push(s);

    let mut s = Sample::mug(45, "boxes-in-every-script", "Boxes in every script")?;
    let words = [
        ("cairo", "أهلا وسهلا بكم في بيتنا الصغير"),
        ("noto-sans-jp", "ようこそ私たちの小さな家へ"),
        ("itim", "ยินดีต้อนรับสู่บ้านหลังเล็กของเรา"),
        ("poppins", "हमारे छोटे से घर में स्वागत है"),
        ("rubik", "ברוכים הבאים לבית הקטן שלנו"),
        ("noto-sans-kr", "우리 작은 집에 오신 것을 환영합니다"),
    ];
    for (index, (font, content)) in words.into_iter().enumerate() {
        let (x, y) = cell(index, 3, 2);
        let text = s.text((x, y - 20.0, 0.0), font, 20.0, INK, content);
        (text.width, text.letter_spacing) = (Some(Mm::new(66.0)), 0.05);
        text.fit = Fit::Shrink { height: Mm::new(38.0), smallest: Mm::new(3.0) };
    }
    made.push(s);
    Ok(made)
}
