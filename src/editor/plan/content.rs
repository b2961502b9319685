//! What layers hold and how they look.

use design::{Content, LayerId, Placed, Source, TextLimits};
use geom::{Mm, Size, quantised};
use scene::frame_of;

use super::add::fitted;
use super::{Draft, Plan, number, unlocked};
use crate::error::Kind;
use crate::limits::{MAX_TEXT, edge, written};
use crate::{
    CommandError, CommandId, Context, Picture, Said, Session, ShapeStyle, Target, TextStyle,
};

/// Changes what a text says.
pub(super) fn set_text(
    session: &Session,
    id: LayerId,
    content: &str,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    unlocked(session, &Target::Layers(vec![id]))?;
    let mut draft = Draft::of(session);
    let layer = draft.layer(id).ok_or(CommandError::NoSuchLayer { layer: id })?;
    let Content::Text(text) = &mut layer.content else {
        return Err(CommandError::WrongKind { needed: Kind::Text });
    };
    let content_now = written(content);
    if let Some(limits) = text.limits
        && !limits.allow(&content_now)
        && (limits.allow(&text.content)
            || content_now.chars().count() > text.content.chars().count())
    {
        return Err(CommandError::TextLimit { limit: in_words(limits) });
    }
    text.rewrite(content_now);
    let said = match content.chars().count() > MAX_TEXT {
        true => Said::TextCut { limit: MAX_TEXT },
        // A screen reader already reads what is typed.
        false => Said::Unchanged,
    };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(plan.amending(CommandId::SetText, &[id], 0))
}

/// `20 characters in 2 lines`.
fn in_words(TextLimits { characters, lines }: TextLimits) -> String {
    let count = |count: u16, one: &str| match count {
        1 => format!("1 {one}"),
        more => format!("{more} {one}s"),
    };
    let parts = [characters.map(|it| count(it, "character")), lines.map(|it| count(it, "line"))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" in ")
}

/// Changes how the target's texts look. A text that is set another way stays where it is: its anchor moves.
pub(super) fn style_text(
    session: &Session,
    target: &Target,
    style: &TextStyle,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let numbers = [
        style.size.map(geom::Mm::mm),
        style.line_height,
        style.letter_spacing,
        match style.wrap {
            Some(crate::Wrap::At(width)) => Some(width.mm()),
            _ => None,
        },
    ];
    for value in numbers.into_iter().flatten() {
        number(value)?;
    }
    let ids = of_kind(session, target, Kind::Text)?;
    let mut draft = Draft::of(session);
    for id in &ids {
        let Some(layer) = draft.layer(*id) else { continue };
        if let (Some(align), Content::Text(_)) = (style.align, &layer.content) {
            let frame = frame_of(layer, context.resources);
            if let Content::Text(text) = &mut layer.content {
                text.align = align;
            }
            layer.place(&frame);
        }
        if let Content::Text(text) = &mut layer.content {
            style.dress(text);
        }
    }
    let said = Said::Done { label: CommandId::StyleText };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(match style.is_gradual() {
        true => plan.amending(CommandId::StyleText, &ids, style.fields()),
        false => plan,
    })
}

/// Changes how the target's shapes look.
pub(super) fn style_shape(
    session: &Session,
    target: &Target,
    style: &ShapeStyle,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let ids = of_kind(session, target, Kind::Shape)?;
    let mut draft = Draft::of(session);
    for id in &ids {
        if let Some(Content::Shape(shape)) = draft.layer(*id).map(|layer| &mut layer.content) {
            style.dress(shape);
        }
    }
    let said = Said::Done { label: CommandId::StyleShape };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(plan.amending(CommandId::StyleShape, &ids, style.fields()))
}

/// Puts another picture in a picture's place.
pub(super) fn replace_image(
    session: &Session,
    id: LayerId,
    picture: Picture,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    unlocked(session, &Target::Layers(vec![id]))?;
    let mut draft = Draft::of(session);
    let layer = draft.layer(id).ok_or(CommandError::NoSuchLayer { layer: id })?;
    let Content::Image(image) = &mut layer.content else {
        return Err(CommandError::WrongKind { needed: Kind::Picture });
    };
    *image = fitted(picture, Size::new(image.width.mm(), image.height.mm()));
    let said = Said::Done { label: CommandId::ReplaceImage };
    Ok(Plan::step(session, draft.finish(context), said))
}

/// Puts other vector artwork in a drawing's place. Typing in a code amends the step before.
pub(super) fn replace_drawing(
    session: &Session,
    id: LayerId,
    new: Placed,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    unlocked(session, &Target::Layers(vec![id]))?;
    let ratio = number(new.width.mm() / new.height.mm())?;
    let mut draft = Draft::of(session);
    let layer = draft.layer(id).ok_or(CommandError::NoSuchLayer { layer: id })?;
    let Content::Drawing(old) = &mut layer.content else {
        return Err(CommandError::WrongKind { needed: Kind::Drawing });
    };
    let is_edited =
        matches!((&old.source, &new.source), (Source::Code { .. }, Source::Code { .. }));
    let width = old.width.mm().min(old.height.mm() * ratio);
    let (width, height) = (Mm::new(edge(width)), Mm::new(edge(width / ratio)));
    *old = Placed { width, height, ..new };
    let said = Said::Done { label: CommandId::ReplaceDrawing };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(match is_edited {
        true => plan.amending(CommandId::ReplaceDrawing, &[id], 0),
        false => plan,
    })
}

/// Sets how opaque layers are.
pub(super) fn set_opacity(
    session: &Session,
    target: &Target,
    opacity: f64,
    context: &mut Context<'_>,
) -> Result<Plan, CommandError> {
    let opacity = quantised(number(opacity)?.clamp(0.0, 1.0));
    let ids = unlocked(session, target)?;
    let mut draft = Draft::of(session);
    for id in &ids {
        if let Some(layer) = draft.layer(*id) {
            layer.opacity = opacity;
        }
    }
    let said = Said::Opacity { percent: (opacity * 100.0).round() as u32 };
    let plan = Plan::step(session, draft.finish(context), said);
    Ok(plan.amending(CommandId::SetOpacity, &ids, 0))
}

/// The unlocked layers of a kind in the target.
pub(super) fn of_kind(
    session: &Session,
    target: &Target,
    kind: Kind,
) -> Result<Vec<LayerId>, CommandError> {
    let mut ids = unlocked(session, target)?;
    ids.retain(|id| {
        session.design().layers.get(id).is_some_and(|layer| match layer.content {
            Content::Text(_) => matches!(kind, Kind::Text | Kind::Filled),
            Content::Shape(_) => matches!(kind, Kind::Shape | Kind::Filled),
            Content::Image(_) => kind == Kind::Picture,
            Content::Drawing(_) => kind == Kind::Drawing,
        })
    });
    if ids.is_empty() { Err(CommandError::WrongKind { needed: kind }) } else { Ok(ids) }
}
