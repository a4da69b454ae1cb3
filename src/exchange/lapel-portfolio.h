/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"
#include "lapel-data-integrity.h"
#include "lapel-report.h"

G_BEGIN_DECLS

/* The portfolio: what the holder shares. All texts arrive translated from wallet/; nothing here
 * makes a sentence. */

typedef struct
{
  const char *name;        /* (nullable): title of the whole, e.g. "Portfolio of Sample Teacher" */
  const char *description; /* (nullable): for whom and why */
  const char *created;     /* dateTimeStamp */
  const char *domain;      /* (nullable): the audience */
  const char *challenge;   /* what the recipient asked to be answered, or a random one */
} LapelPresentationOptions;

/**
 * lapel_portfolio_sign:
 * @texts: (element-type GBytes): credentials byte for byte, JSON or token
 *
 * A W3C Verifiable Presentation (VCDM 2.0 §4.13) signed by the holder with eddsa-jcs-2022 for
 * authentication. JSON credentials stand in it with the values they have, tokens as
 * EnvelopedVerifiableCredential. "<" is written \u003c, so that the very same bytes can stand in a
 * page.
 *
 * Errors: LAPEL_ERROR_JSON_… of a text that cannot be read, or nests too deeply to be carried;
 * _CREDENTIAL_MALFORMED: a text is no object; _TOO_LARGE: the whole exceeds 5 MiB; those of
 * lapel_proof_sign ().
 *
 * Returns: (transfer full): JSON text
 */
char *lapel_portfolio_sign (GPtrArray                       *texts,
                            const LapelPresentationOptions  *options,
                            const LapelSigner               *signer,
                            LapelWorkspace                  *workspace,
                            GError                         **error);

/** One line under a credential: a mark and two texts. */
typedef struct
{
  LapelOutcome outcome;
  const char *title;
  const char *subtitle;     /* (nullable) */
  const char *outcome_word; /* (nullable): "passed": the mark for those who cannot see it */
} LapelPageRow;

typedef struct
{
  const char *title;
  const char *subtitle; /* issuer · kind · date */
  const char *facts;    /* (nullable): "5 ECTS · EQF 7" */
  GBytes *picture;      /* (nullable): PNG thumbnail */
  LapelVerdict verdict;
  const char *verdict_word;
  const LapelPageRow *rows;
  size_t n_rows;
} LapelPageCredential;

typedef struct
{
  const char *title;
  const char *summary; /* "4 of 6 module badges" */
  unsigned done;
  unsigned total;
} LapelPageProgress;

typedef struct
{
  const char *language; /* BCP 47, for the lang attribute */
  gboolean right_to_left;
  const char *heading;  /* "Portfolio of credentials" */
  const char *name;     /* (nullable): the holder's */
  const char *prepared; /* "Prepared 22 November 2026 for Sample School" */
  const char *checked;  /* "Checked by Lapel on …": what the marks are worth */
  const char *progress_heading;
  const char *how_to_check; /* a paragraph: the file holds the signed data, how to check it */
  const LapelPageCredential *credentials;
  size_t n_credentials;
  const LapelPageProgress *progress;
  size_t n_progress;
} LapelPage;

/**
 * lapel_portfolio_page:
 * @presentation: what lapel_portfolio_sign () returned
 *
 * One self-contained HTML 5 page: no script that runs and no outside reference, as its
 * Content-Security-Policy says, too. @presentation stands in a script element of type
 * application/vp+json, from which lapel_document_open () reads it back. Light and dark, narrow,
 * wide and printed.
 *
 * Returns: (transfer full)
 */
char *lapel_portfolio_page (const LapelPage *page,
                            const char      *presentation);

G_END_DECLS
