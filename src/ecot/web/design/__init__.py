"""The one design system: tokens, templates, tags, drawings, fonts. No page and no deed enters here."""
