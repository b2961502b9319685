//! What people call columns: the words for name, number, size and quantity in the languages of those who send tables.

use design::folded;

/// What a column is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A name as a whole.
    Name,
    /// A first name.
    FirstName,
    /// A family name.
    Surname,
    /// A number to print.
    Number,
    /// A size of the product.
    Size,
    /// How many pieces.
    Quantity,
}

/// English, German, French, Spanish, Portuguese, Italian, Dutch, Danish and Norwegian, Swedish, Finnish, Polish, Czech, Greek,
/// Russian, Ukrainian, Turkish, Japanese, Chinese. Compared as [`folded`] has them.
const WORDS: [(Meaning, &[&str]); 6] = [
    (
        Meaning::Quantity,
        &[
            "quantity",
            "qty",
            "amount",
            "count",
            "pieces",
            "pcs",
            "how many",
            "menge",
            "anzahl",
            "stück",
            "stk",
            "stückzahl",
            "quantité",
            "qté",
            "nombre de pièces",
            "cantidad",
            "cant",
            "unidades",
            "quantidade",
            "qtd",
            "quantità",
            "pezzi",
            "aantal",
            "antal",
            "antall",
            "määrä",
            "ilość",
            "sztuk",
            "množství",
            "ποσότητα",
            "количество",
            "кол во",
            "кількість",
            "adet",
            "数量",
            "枚数",
        ],
    ),
    (
        Meaning::Size,
        &[
            "size",
            "shirt size",
            "t shirt size",
            "taille",
            "talla",
            "tamaño",
            "tamanho",
            "taglia",
            "größe",
            "groesse",
            "gr",
            "konfektionsgröße",
            "trikotgröße",
            "maat",
            "størrelse",
            "storlek",
            "koko",
            "rozmiar",
            "velikost",
            "μέγεθος",
            "размер",
            "розмір",
            "beden",
            "サイズ",
            "尺码",
        ],
    ),
    (
        Meaning::Surname,
        &[
            "surname",
            "last name",
            "lastname",
            "family name",
            "nachname",
            "familienname",
            "nom de famille",
            "apellido",
            "apellidos",
            "sobrenome",
            "apelido",
            "cognome",
            "achternaam",
            "efternavn",
            "etternavn",
            "efternamn",
            "sukunimi",
            "nazwisko",
            "příjmení",
            "επώνυμο",
            "фамилия",
            "прізвище",
            "soyadı",
            "姓",
            "名字",
        ],
    ),
    (
        Meaning::FirstName,
        &[
            "first name",
            "firstname",
            "given name",
            "forename",
            "vorname",
            "prénom",
            "primer nombre",
            "nombre de pila",
            "primeiro nome",
            "nome proprio",
            "voornaam",
            "fornavn",
            "förnamn",
            "etunimi",
            "imię",
            "křestní jméno",
            "имя",
            "ім'я",
        ],
    ),
    (
        Meaning::Number,
        &[
            "number",
            "no",
            "nr",
            "num",
            "n",
            "n°",
            "nº",
            "№",
            "#",
            "jersey",
            "jersey number",
            "jersey no",
            "shirt number",
            "player number",
            "squad number",
            "back number",
            "nummer",
            "rückennummer",
            "trikotnummer",
            "numéro",
            "maillot",
            "número",
            "dorsal",
            "numero",
            "rugnummer",
            "numer",
            "číslo",
            "αριθμός",
            "номер",
            "numara",
            "forma no",
            "背番号",
            "番号",
            "号码",
        ],
    ),
    (
        Meaning::Name,
        &[
            "name",
            "player",
            "player name",
            "jersey name",
            "shirt name",
            "name on shirt",
            "name on back",
            "full name",
            "nickname",
            "text",
            "nom",
            "joueur",
            "nombre",
            "jugador",
            "nome",
            "jogador",
            "giocatore",
            "spieler",
            "spielername",
            "spielerin",
            "aufdruck",
            "wunschname",
            "naam",
            "speler",
            "navn",
            "spiller",
            "namn",
            "spelare",
            "nimi",
            "pelaaja",
            "nazwa",
            "zawodnik",
            "jméno",
            "hráč",
            "όνομα",
            "игрок",
            "isim",
            "ad",
            "名前",
            "氏名",
            "選手名",
            "姓名",
        ],
    ),
];

/// Sizes as they are written alone in a cell.
const SIZES: [&str; 16] = [
    "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xs", "2xl", "3xl", "4xl", "5xl", "small",
    "medium", "large",
];

/// As words are compared; the signs for "number" have no letters that a search would keep.
pub(crate) fn key(text: &str) -> String {
    match text.trim() {
        sign @ ("#" | "№" | "n°" | "N°") => sign.to_lowercase(),
        text => folded(text),
    }
}

/// Whether a cell says nothing but a size.
pub(crate) fn is_size_word(cell: &str) -> bool {
    let cell = key(cell);
    SIZES.contains(&cell.as_str())
}

impl Meaning {
    /// What a column of this name is about; the words may stand among others, as in `Player name (back)`.
    ///
    /// ```
    /// use roster::Meaning;
    /// assert_eq!(Meaning::of("GRÖSSE"), Some(Meaning::Size));
    /// assert_eq!(Meaning::of("Player name (back)"), Some(Meaning::Name));
    /// assert_eq!(Meaning::of("Favourite colour"), None);
    /// ```
    pub fn of(header: &str) -> Option<Self> {
        let asked = key(header);
        if asked.is_empty() {
            return None;
        }
        let found = |fits: &dyn Fn(&str) -> bool| {
            let mut known = WORDS.iter();
            known.find(|(_, words)| words.iter().any(|word| fits(&key(word)))).map(|known| known.0)
        };
        found(&|word| asked == word).or_else(|| {
            let padded = format!(" {asked} ");
            // One letter among other words is rather an initial than "number".
            found(&|word| word.chars().count() > 1 && padded.contains(&format!(" {word} ")))
        })
    }
}
