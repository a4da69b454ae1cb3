/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The notes of this layer: quirks that were tolerated while a document was opened. wallet/ words
 * them. */

/** The picture carries several credentials under one keyword; the first was read. */
#define LAPEL_NOTE_PNG_REPEATED "png-text-repeated"

/** The credential lies in a tEXt or zTXt chunk, where the standard asks for iTXt. */
#define LAPEL_NOTE_PNG_CHUNK "png-text-chunk"

/** The credential in the picture is compressed, which the standard forbids. */
#define LAPEL_NOTE_PNG_COMPRESSED "png-text-compressed"

/** The text in the picture begins with a byte order mark, which was left out. */
#define LAPEL_NOTE_PNG_BOM "png-text-bom"

/** The SVG picture carries several credentials of one kind; the first was read. */
#define LAPEL_NOTE_SVG_REPEATED "svg-element-repeated"

/** The attribute verify in an SVG picture is there but empty; the text beside it was read. */
#define LAPEL_NOTE_SVG_VERIFY_EMPTY "svg-verify-empty"

/** The SVG picture has a token in the attribute verify and a text as well; the token was read. */
#define LAPEL_NOTE_SVG_TOKEN_AND_TEXT "svg-token-and-text"

/** The text was read from a QR code in the picture. */
#define LAPEL_NOTE_QR "qr-code"

/** X (CODE) for every note above, so that wallet/'s test can ask for a sentence for each. */
#define LAPEL_EXCHANGE_NOTES(X)                                                                    \
  X (LAPEL_NOTE_PNG_REPEATED)                                                                      \
  X (LAPEL_NOTE_PNG_CHUNK)                                                                         \
  X (LAPEL_NOTE_PNG_COMPRESSED)                                                                    \
  X (LAPEL_NOTE_PNG_BOM)                                                                           \
  X (LAPEL_NOTE_SVG_REPEATED)                                                                      \
  X (LAPEL_NOTE_SVG_VERIFY_EMPTY)                                                                  \
  X (LAPEL_NOTE_SVG_TOKEN_AND_TEXT)                                                                \
  X (LAPEL_NOTE_QR)
