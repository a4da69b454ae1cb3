/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The notes of this layer: quirks that were tolerated while a document was opened. wallet/ words
 * them. */

/** The picture carries an Open Badges 2 assertion as well; the Open Badges 3 credential was read.
 */
#define LAPEL_NOTE_PNG_TWO_VERSIONS "png-two-versions"

/** The picture carries several credentials under one keyword; the first was read. */
#define LAPEL_NOTE_PNG_REPEATED "png-text-repeated"

/** The credential lies in a tEXt or zTXt chunk, where the standard asks for iTXt. */
#define LAPEL_NOTE_PNG_CHUNK "png-text-chunk"

/** The credential in the picture is compressed, which the standard forbids. */
#define LAPEL_NOTE_PNG_COMPRESSED "png-text-compressed"

/** The text in the picture begins with a byte order mark, which was left out. */
#define LAPEL_NOTE_PNG_BOM "png-text-bom"

/** X (CODE) for every note above, so that wallet/'s test can ask for a sentence for each. */
#define LAPEL_EXCHANGE_NOTES(X)                                                                    \
  X (LAPEL_NOTE_PNG_TWO_VERSIONS)                                                                  \
  X (LAPEL_NOTE_PNG_REPEATED)                                                                      \
  X (LAPEL_NOTE_PNG_CHUNK)                                                                         \
  X (LAPEL_NOTE_PNG_COMPRESSED)                                                                    \
  X (LAPEL_NOTE_PNG_BOM)
