/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-document.h"
#include "lapel-facts.h"
#include "lapel-verify.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LapelChecker:
 *
 * Verifies one credential after another without a wallet: what `lapel-cli verify` and the
 * import share. Not thread-safe: one per thread.
 */
typedef struct _LapelChecker LapelChecker;

typedef struct
{
  const char *documents; /* (nullable): a folder with documents.json that answers every fetch
                            (design.md, lapel-cli) */
  LapelTime at;          /* LAPEL_TIME_NONE: now, asked anew for each input */
  const char *const *identities;
  const LapelIdentityKind *identity_kinds; /* (nullable): one for each, see LapelVerifyOptions */
  const char *const *trusted;
  const char *challenge;
  const char *domain;
} LapelCheckerOptions;

/** Errors: LAPEL_ERROR_FILE_READ, _JSON_… for an unusable documents folder. */
LapelChecker *lapel_checker_new (const LapelCheckerOptions  *options,
                                 GError                    **error);
void lapel_checker_free (LapelChecker *self);

/** What it verifies with, for signing beside it. (transfer none) */
LapelWorkspace *lapel_checker_get_workspace (LapelChecker *self);

/** What came of one credential. */
typedef struct
{
  LapelCredential *credential; /* (nullable): %NULL where it could not be read */
  LapelReport *report;         /* always */
  GError *error;               /* (nullable): why it could not be read */
  GBytes *text;                /* (nullable): the credential's own bytes */
} LapelChecked;

void lapel_checked_clear (LapelChecked *self);

/** Takes what was checked apart as lapel_credential_explain () does. Returns: (transfer full)
 * (element-type GArray): empty for what could not be read */
GPtrArray *lapel_checker_explain (LapelChecker       *self,
                                  const LapelChecked *checked);

/** Shows a part of a credential as lapel_credential_derive () does; @text: its bytes. Returns:
 * (transfer full) */
char *lapel_checker_derive (LapelChecker       *self,
                            GBytes             *text,
                            const char *const  *pointers,
                            GError            **error);

/** Checks one credential: JSON, XML or a token. Never fails: what cannot be read has a report that
 * says so. */
void lapel_checker_check (LapelChecker *self,
                          GBytes       *text,
                          LapelChecked *out_checked);

/** The same as lapel_credential_verify_yours (), with the checker's identities. Returns: (transfer
 * full) */
LapelReport *lapel_checker_check_yours (LapelChecker      *self,
                                        LapelCredential   *credential,
                                        const LapelReport *last);

/** The same for what lapel_document_open () found. Where that is only an address, the documents
 * folder is asked for what is there; where nobody answers: LAPEL_ERROR_ADDRESS. Of a hosted badge
 * that does not say where it is, the address is the text. */
void lapel_checker_check_document (LapelChecker        *self,
                                   const LapelDocument *document,
                                   LapelChecked        *out_checked);

/**
 * A report as one line of JSON (design.md, "A report"), and back; or with the European elements as
 * its member facts. @source: (nullable). @checked: when the check was made, which the JSON does not
 * say. Errors: LAPEL_ERROR_STORE_DAMAGED. Returns:
 * (transfer full)
 */
char *lapel_report_to_json (const LapelReport *report,
                            const char        *source);
char *lapel_report_to_json_with_facts (const LapelReport *report,
                                       const char        *source,
                                       const LapelFacts  *facts);
LapelReport *lapel_report_from_json (const char  *json,
                                     LapelTime    checked,
                                     GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelChecker, lapel_checker_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LapelChecked, lapel_checked_clear)

G_END_DECLS
