/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-json.h"
#include "lapel-language.h"
#include "lapel-sd-jwt.h"
#include "lapel-seal.h"
#include "lapel-time.h"

G_BEGIN_DECLS

typedef enum
{
  LAPEL_FORMAT_OB3,          /* Open Badges 3.0: an OpenBadgeCredential or AchievementCredential */
  LAPEL_FORMAT_VC,           /* another W3C credential */
  LAPEL_FORMAT_PRESENTATION, /* a W3C presentation: its credentials are the children */
  LAPEL_FORMAT_SD_JWT_VC,    /* claims of a kind that vct names, in an SD-JWT; nothing of W3C's */
  LAPEL_FORMAT_OB05, /* Open Badges 0.5, 1.0, 1.1, 2.0: an Assertion, or what belongs to one */
  LAPEL_FORMAT_OB10,
  LAPEL_FORMAT_OB11,
  LAPEL_FORMAT_OB2,
  LAPEL_FORMAT_ENDORSEMENT, /* Open Badges 3.0: an EndorsementCredential */
  LAPEL_FORMAT_CLR2,        /* Comprehensive Learner Record 2.0: its credentials are the children */
  LAPEL_FORMAT_ELM3,        /* European Digital Credential, European Learning Model 3 */
  LAPEL_FORMAT_ELM2,        /* the retired XML binding of it: data, its seal is not looked at */
  LAPEL_FORMAT_UNKNOWN,     /* kept and shown as "stored, not understood" */
} LapelFormat;

/** How the content is protected. */
typedef enum
{
  LAPEL_SECURING_NONE,
  LAPEL_SECURING_EMBEDDED, /* Data Integrity proofs */
  LAPEL_SECURING_JWT,
  LAPEL_SECURING_SD_JWT,
  LAPEL_SECURING_HOSTED, /* Open Badges up to 2.0: what the issuer's own site says */
  LAPEL_SECURING_SEAL,   /* JAdES: an electronic seal with certificates */
} LapelSecuring;

/** What the holder calls it; from achievementType and ECTS, see lapel_kind_to_string (). */
typedef enum
{
  LAPEL_KIND_BADGE,
  LAPEL_KIND_MICRO_CREDENTIAL,
  LAPEL_KIND_CERTIFICATE,
  LAPEL_KIND_TRANSCRIPT,
} LapelKind;

/** An issuer, or another profile. All texts may be %NULL. */
typedef struct
{
  const char *id;
  const char *name;
  const char *url;
  const char *email;
  const char *image; /* URL or data: URI */
} LapelProfile;

typedef struct
{
  const char *framework;
  const char *code;
  const char *name;
  const char *url;
  const char *type;
} LapelAlignment;

/** A recipient type of ours: a key that was given the right to show it, as a DID. */
#define LAPEL_RECIPIENT_KEY "key"

/** Another: the name of a person, which many may have. */
#define LAPEL_RECIPIENT_NAME "name"

/** One way in which the credential names its holder (OB 3.0 IdentityObject, or a plain id). */
typedef struct
{
  const char *type;     /* "id", "emailAddress", …, LAPEL_RECIPIENT_KEY */
  const char *identity; /* plain, or "sha256$hex" */
  const char *salt;     /* (nullable) */
  gboolean hashed;
} LapelRecipient;

/** What the holder did (OB 2 and 3 Evidence, ELM supplementary documents). All texts may be %NULL.
 */
typedef struct
{
  const char *id; /* URL or data: URI */
  const char *name;
  const char *narrative; /* Markdown */
  const char *description;
  const char *genre;
} LapelEvidence;

/** One result, joined to the description it names (OB 3.0 Result, ResultDescription; ELM
 * LearningAssessment). All texts may be %NULL. */
typedef struct
{
  const char *name; /* of the description */
  const char *type; /* resultType */
  const char *value;
  const char *status;
  const char *level; /* the name of the level achieved */
  const char *minimum;
  const char *maximum;
  const char *required;
} LapelResult;

/** How two achievements of a transcript belong together (CLR 2.0 Association). */
typedef struct
{
  const char *type; /* "isParentOf", … */
  const char *source;
  const char *target;
} LapelAssociation;

/** What was achieved, as a transcript lists it without a credential (CLR 2.0). All texts may be
 * %NULL. */
typedef struct
{
  const char *id;
  const char *name;
  const char *description;
  const char *type; /* achievementType */
} LapelAchievement;

/**
 * LapelCredential:
 *
 * One verifiable record, read into one model whatever its format. Immutable; reference counted
 * (atomically); read its members, never write them. Texts belong to it. Nothing in it has been
 * verified.
 */
typedef struct _LapelCredential LapelCredential;
typedef struct _LapelOb2 LapelOb2;

struct _LapelCredential
{
  /*< private >*/
  gatomicrefcount ref_count;
  LapelArena *arena;
  LapelJsonDoc *doc;
  LapelSdJwt *sd_jwt;        /* (nullable) */
  LapelSealed *sealed;       /* (nullable) */
  LapelLanguages *languages; /* (nullable): of formats that have texts in several */
  LapelJws *jws;             /* (nullable): owned, or part of sd_jwt */
  GPtrArray *unreadable;     /* (element-type GError): nested credentials that could not be read */
  GPtrArray *unreadable_endorsements; /* (element-type GError) */

  LapelCredential *source; /* (nullable): what this completes; owns the jws */
  LapelOb2 *ob2;           /* (nullable): Open Badges up to 2.0 */
  GHashTable *web;         /* (nullable): what was asked to complete it, and answered */

  /*< public >*/
  GBytes *original; /* as received */
  LapelFormat format;
  LapelSecuring securing;
  LapelKind kind;
  int data_model;            /* VCDM 1 (1.1) or 2 (2.0) */
  const LapelJson *document; /* the credential: the JSON object, or what the token carries */
  const LapelJson *claims;   /* (nullable): the token's whole payload, put together */
  gboolean vc_claim;         /* the token carries the credential in its vc (or vp) claim */

  const char *id;    /* (nullable) */
  const char *title; /* never %NULL: the achievement's name, else the credential's, else a type */
  const char *description;
  const char *language; /* BCP 47 tag */
  LapelProfile issuer;  /* of a presentation: its holder */
  LapelProfile awarder; /* EU credentials: the awarding body, for whom the issuer may have sealed */

  const char *subject_id;
  const char *subject_name;
  const LapelRecipient *recipients;
  uint32_t n_recipients;

  const char *achievement_id;
  const char *achievement_type;
  const char *criteria;    /* Markdown */
  const char *criteria_id; /* URL */
  const char *image;       /* URL or data: URI */
  const char *code;        /* humanCode */
  const char *const *tags; /* ends with %NULL */
  const LapelAlignment *alignments;
  uint32_t n_alignments;
  double ects;            /* 0 where not stated */
  int eqf;                /* 0 where not stated */
  gboolean participation; /* the holder took part, which nobody assessed: no achievement */

  LapelTime valid_from; /* LAPEL_TIME_NONE where absent or malformed */
  LapelTime valid_until;
  LapelTime awarded; /* awardedDate, else valid_from */

  const LapelEvidence *evidence;
  uint32_t n_evidence;
  const LapelResult *results;
  uint32_t n_results;
  const LapelAssociation *associations;
  uint32_t n_associations;
  const LapelAchievement *achievements; /* of a transcript: those without a credential in it */
  uint32_t n_achievements;
  gboolean partial;         /* the transcript says of itself that it is not all there is */
  const char *const *pages; /* (nullable): the issuer's own page images of an EU credential, as
                               data: URIs in order; ends with %NULL */

  GPtrArray *children;     /* (element-type LapelCredential): of a presentation or a transcript */
  GPtrArray *endorsements; /* (element-type LapelCredential): of the credential, its achievement and
                              its issuer; each once */
};

/**
 * lapel_credential_parse:
 * @text: a JSON credential or presentation, a compact JWS or SD-JWT carrying one, or the address of
 * an Open Badge of before 3.0, of which then nothing else is known; white space around it is
 * ignored
 *
 * Recognises and reads; judges nothing beyond being able to read (formats.md §1, §3.2, §3.5, §6).
 *
 * Errors: LAPEL_ERROR_EMPTY, _TOO_LARGE, _NOT_RECOGNISED, _JSON_…, _JWS_…, _SD_JWT_…, _KEY_PRIVATE,
 * _CREDENTIAL_MALFORMED, _CREDENTIAL_UNSUPPORTED (a kind of record this version does not read,
 * named in the message).
 */
LapelCredential *lapel_credential_parse (GBytes  *text,
                                         GError **error);

LapelCredential *lapel_credential_ref (LapelCredential *self);
void lapel_credential_unref (LapelCredential *self);

/**
 * lapel_credential_dup_key:
 *
 * What makes two files the same credential (design.md, "Same credential"): issuer id and credential
 * id, percent-unescaped and trimmed, or for a credential without id "sha256:" and the digest of the
 * original.
 */
char *lapel_credential_dup_key (const LapelCredential *self);

/** "open-badges-3.0", "vc-2.0", "vc-1.1", "sd-jwt-vc", "presentation", "open-badges-2.0", …: the
 * report's format word. */
const char *lapel_credential_get_format_name (const LapelCredential *self);

/** Whether @self names a competence: an alignment may also state credits (ECTS) or a level (EQF).
 */
gboolean lapel_alignment_is_competence (const LapelAlignment *self);

/** "badge", "micro-credential", "certificate", "transcript". */
const char *lapel_kind_to_string (LapelKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelCredential, lapel_credential_unref)

G_END_DECLS
