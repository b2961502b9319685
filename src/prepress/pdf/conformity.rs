//! What PDF/X-4 asks for beside the drawing: output intent, metadata, identifier, dates. Everything comes from the request
//! and the file's own bytes; whether a file follows the rules is judged by tests, not claimed here.

use pdf_writer::types::{OutputIntentSubtype, TrappingStatus};
use pdf_writer::{Date, Finish, Name, Ref, TextStr};

use super::Writer;
use super::request::{PdfColour, PdfDate, PdfRequest, PdfStandard};
use crate::PressError;
use crate::icc::{srgb_display_profile, srgb_print_profile};

/// Who made the file.
const PRODUCER: &str = "Atelier";
/// The title of a file that was given none.
const TITLE: &str = "Print file";

/// Profiles that were written.
pub(super) struct Profiles {
    /// The output intent's profile, and its name.
    intent: Option<(Ref, String)>,
    /// What device RGB means, where that is not what the output intent says.
    pub(super) rgb: Option<Ref>,
}

impl Writer<'_> {
    /// Writes the profiles that a request needs.
    pub(super) fn write_profiles(
        &mut self,
        request: &PdfRequest<'_>,
    ) -> Result<Profiles, PressError> {
        let intent = match (request.colour, request.standard) {
            (PdfColour::Srgb, PdfStandard::Plain) => None,
            (PdfColour::Srgb | PdfColour::SrgbIntent, _) => {
                let id = self.profile(&srgb_print_profile(), 3, Name(b"DeviceRGB"))?;
                Some((id, "sRGB IEC61966-2.1".to_owned()))
            }
            (PdfColour::Cmyk(profile) | PdfColour::LateCmyk(profile), _) => {
                let id = self.profile(profile.bytes(), 4, Name(b"DeviceCMYK"))?;
                Some((id, profile.name().to_owned()))
            }
        };
        let rgb = match request.colour {
            PdfColour::LateCmyk(_) => {
                Some(self.profile(&srgb_display_profile(), 3, Name(b"DeviceRGB"))?)
            }
            PdfColour::Srgb | PdfColour::SrgbIntent | PdfColour::Cmyk(_) => None,
        };
        Ok(Profiles { intent, rgb })
    }

    /// Writes catalogue, information and metadata: all that stands beside the page. The identifier is computed from all
    /// that was written before and from `rest`, what is still to be written.
    pub(super) fn write_document(
        &mut self,
        [catalog_id, pages, page, info_id]: [Ref; 4],
        request: &PdfRequest<'_>,
        profiles: &Profiles,
        rest: &[&[u8]],
    ) {
        let metadata = match request.standard {
            PdfStandard::Plain => None,
            PdfStandard::X4 => {
                let id =
                    fingerprint(std::iter::once(self.pdf.as_bytes()).chain(rest.iter().copied()));
                self.pdf.set_file_id((id.to_vec(), id.to_vec()));
                let xmp = xmp(request, &id);
                let metadata = self.next();
                self.pdf.metadata(metadata, xmp.as_bytes()).finish();
                Some(metadata)
            }
        };
        let mut catalog = self.pdf.catalog(catalog_id);
        catalog.pages(pages);
        if let Some(metadata) = metadata {
            catalog.metadata(metadata);
        }
        if let Some((profile, name)) = &profiles.intent {
            let mut intents = catalog.output_intents();
            let mut intent = intents.push();
            intent.subtype(OutputIntentSubtype::PDFX);
            // A condition of our own or of the merchant, in no registry: the profile says all.
            intent.output_condition_identifier(TextStr("Custom"));
            intent.output_condition(TextStr(name)).info(TextStr(name));
            intent.dest_output_profile(*profile);
        }
        catalog.finish();
        self.pdf.pages(pages).kids([page]).count(1);
        let mut info = self.pdf.document_info(info_id);
        info.producer(TextStr(PRODUCER));
        if request.standard == PdfStandard::X4 {
            let date = pdf_date(request.date);
            info.creator(TextStr(PRODUCER)).title(TextStr(&title(request)));
            info.creation_date(date).modified_date(date);
            info.trapped(TrappingStatus::NotTrapped);
        }
        info.finish();
    }
}

/// The title, without letters that XML cannot hold: information and metadata have to agree.
fn title(request: &PdfRequest<'_>) -> String {
    let is_fit = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    let title: String = request.title.trim().chars().filter(is_fit).collect();
    if title.is_empty() { TITLE.to_owned() } else { title }
}

fn pdf_date(PdfDate { year, month, day }: PdfDate) -> Date {
    Date::new(year)
        .month(month)
        .day(day)
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// A number of 128 bits from bytes (FNV-1a): equal files have equal identifiers. It proves nothing; it tells files apart.
pub(super) fn fingerprint<'a>(parts: impl Iterator<Item = &'a [u8]>) -> [u8; 16] {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const FACTOR: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mix = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(FACTOR);
    parts.flatten().fold(START, mix).to_be_bytes()
}

/// The metadata that PDF/X-4 asks for, as XMP.
fn xmp(request: &PdfRequest<'_>, id: &[u8; 16]) -> String {
    let PdfDate { year, month, day } = request.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00+00:00");
    let title = escaped(&title(request));
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\"\n\
         \x20 xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n\
         \x20 xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n\
         \x20 xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n\
         \x20 xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n\
         \x20 xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n\
         <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n\
         <pdf:Trapped>False</pdf:Trapped>\n\
         <xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>\n\
         <xmp:CreateDate>{date}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <xmp:MetadataDate>{date}</xmp:MetadataDate>\n\
         <xmpMM:DocumentID>uuid:{hex}</xmpMM:DocumentID>\n\
         <xmpMM:VersionID>1</xmpMM:VersionID>\n\
         <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         </rdf:Description>\n\
         </rdf:RDF>\n\
         </x:xmpmeta>\n\
         <?xpacket end=\"r\"?>\n"
    )
}

/// Text inside of XML.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            letter => out.push(letter),
        }
    }
    out
}
