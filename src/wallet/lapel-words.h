/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-pathway.h"
#include "lapel-progress.h"
#include "lapel-store.h"

G_BEGIN_DECLS

/* The one place where codes become sentences. Everything is translated and ready to be shown as
 * plain text, never as markup. */

/** "Verified", "Revoked", "Expired", "Genuine, status unknown", … (design.md, "Verdict"). */
const char *lapel_words_verdict (LapelVerdict verdict,
                                 LapelStates  states);

/** The same with the whole report at hand, which tells "Not a valid badge" from "Not genuine". */
const char *lapel_words_report_verdict (const LapelReport *report);

/** "Genuine", "In force", "Yours", "Issuer known", "Follows its standard"; and the answers "yes",
 * "no", "could not be told", "does not apply". */
const char *lapel_words_question (LapelQuestion question);
const char *lapel_words_outcome (LapelOutcome outcome);

/** One sentence under the verdict, e.g. "Issued by X and unchanged since. Valid on 22 November
 * 2026." Returns: (transfer full) */
char *lapel_words_verdict_sentence (const LapelReport *report);

/** "Not changed since it was issued", "Issued by X", … for a row; and its second line with the
 * particulars ((nullable)). Returns: (transfer full) */
char *lapel_words_check_title (const LapelCheck *check);
char *lapel_words_check_detail (const LapelCheck *check);

/** The sentence for a code that stands in a row or an error: what it means and what a person can
 * do. (nullable) for an unknown one */
const char *lapel_words_code (const char *code);

/** What went wrong and what to do, in words; errors of other domains keep their own message.
 * Returns: (transfer full) */
char *lapel_words_error (const GError *error);

/** "badge", "micro-credential", "certificate", "transcript". */
const char *lapel_words_kind (LapelKind kind);

/** The same of a whole credential, and "endorsement" and "presentation", which no kind is. */
const char *lapel_words_what (const LapelCredential *credential);

/** "e-mail address", "DID", "name", "web address". */
const char *lapel_words_identity_kind (LapelIdentityKind kind);

/** "12 March 2026" in the user's language; "today at 09:14" for today. Returns: (transfer full) */
char *lapel_words_date (LapelTime time);
char *lapel_words_moment (LapelTime time,
                          LapelTime now);

/** Why a credential does not count: "expired on 3 May 2025", … Returns: (transfer full) */
char *lapel_words_reason (LapelReason        reason,
                          const LapelRecord *record);

/** "4 of 6 met". Returns: (transfer full) */
char *lapel_words_progress (const LapelProgress *progress);

/** A step of lapel_credential_explain (), and its text where that is a word of ours: "Where the key
 * came from", "The identifier itself, which is the key". (nullable) for an unknown step; the value
 * stays as it is. */
const char *lapel_words_step (const char *name);
const char *lapel_words_step_value (const char *name,
                                    const char *value);

/** "“Source” is a part of “Target”", for a CLR association @type. Returns: (transfer full) */
char *lapel_words_association (const char *type,
                               const char *source,
                               const char *target);

/** What to call a credential in a list and above its page. Where its issuer gave it no name, and
 * @title is therefore an address or a type, words for that: "Badge from example.org".
 * Returns: (transfer full) */
char *lapel_words_title (const char *title);

/** A type of achievement of Open Badges 3.0 in words: "Bachelor’s degree" for "BachelorDegree". One
 * that is none of the standard's stays as it is. */
const char *lapel_words_achievement_type (const char *type);

/** "Example School · badge · issued 12 March 2026", without what is not known. @issuer: (nullable).
 * @what: of lapel_words_what () or lapel_words_kind (). Returns: (transfer full) */
char *lapel_words_origin (const char *issuer,
                          const char *what,
                          LapelTime   awarded);

/** "87 of 100", and what else is stated: "at least 60 needed". (nullable) Returns: (transfer full)
 */
char *lapel_words_result (const LapelResult *result);
char *lapel_words_result_detail (const LapelResult *result);

/** The user's content languages, %NULL-terminated, for lapel_text_pick (). (transfer none) */
const char *const *lapel_words_languages (void);

G_END_DECLS
