/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SAMPLE_EDDSA_RDFC_2022,
  SAMPLE_EDDSA_JCS_2022,
  SAMPLE_ED25519_2020, /* under VCDM 1.1 */
  SAMPLE_EDDSA_TOKEN,
  SAMPLE_RS256_TOKEN,
} SampleSecuring;

/** An Alignment of OB 3.0; a list ends with a %NULL name. */
typedef struct
{
  const char *type;
  const char *framework;
  const char *code;
  const char *name;
  const char *url;
} SampleAlignment;

/** One sample: what its credential says and how it is protected. */
typedef struct
{
  const char *file; /* in data/samples/; *.png is a baked picture */
  SampleSecuring securing;
  const char *picture; /* in data/samples/art/ */
  const char *id;
  const char *subject_id; /* (nullable): tokens have to name one */
  const char *valid_from;
  const char *valid_until; /* (nullable) */
  const char *achievement; /* its id */
  const char *type;        /* achievementType */
  const char *name;
  const char *description;
  const char *criteria; /* Markdown */
  const char *tags[4];  /* ends with %NULL */
  SampleAlignment alignments[5];
  const char *points; /* (nullable): of 100 */
} SampleBadge;

/** All samples; ends with a %NULL file. */
const SampleBadge *sample_badges (void);

/**
 * sample_badge_to_json:
 * @issuer: its DID
 * @picture: (nullable): a PNG to stand in the credential
 *
 * The unsigned credential, compact. For a token the payload: with iss, jti, sub and nbf. Returns:
 * (transfer full)
 */
char *sample_badge_to_json (const SampleBadge *badge,
                            const char        *issuer,
                            GBytes            *picture);

G_END_DECLS
