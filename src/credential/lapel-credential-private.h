/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential.h"

G_BEGIN_DECLS

/* URLs by which a document says what it is (formats.md §1, §9). */
#define LAPEL_CONTEXT_VC1 "https://www.w3.org/2018/credentials/v1"
#define LAPEL_CONTEXT_VC2 "https://www.w3.org/ns/credentials/v2"
#define LAPEL_CONTEXT_OB3                                                                          \
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" /* the newest */

#define LAPEL_CONTEXT_CLR2 "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"

/** Whether @value, a context URL, is one of Open Badges 3.0, or of Comprehensive Learner
 * Record 2.0, of any version. */
gboolean lapel_is_open_badge_context (const LapelJson *value);
gboolean lapel_is_transcript_context (const LapelJson *value);

/** Whether the member type of @object is or contains @type. */
gboolean lapel_json_has_type (const LapelJson *object,
                              const char      *type);

/** The text of @value or of its first item, or the member id of that; (nullable). Issuers, images
 * and holders come in all these forms. */
const char *lapel_json_id_of (const LapelJson *value);

/** A text in whichever form VCDM 2.0 allows: a string, an object with @value, or the first of
 * several; (nullable). */
const char *lapel_json_text_of (const LapelJson *value);

/** Whether @alignment states credits, or a level, rather than a competence. */
gboolean lapel_alignment_is_ects (const LapelAlignment *alignment);
gboolean lapel_alignment_is_eqf (const LapelAlignment *alignment);

/** Reads an Alignment of Open Badges 2 or 3; %FALSE where @value is none. */
gboolean lapel_alignment_read (const LapelJson *value,
                               LapelAlignment  *out);

/** A number of credits at the start of "5" or "5 ECTS"; 0 where there is none. @text: (nullable) */
double lapel_parse_credits (const char *text);

/** The level that a code such as "6", "EQF6" or "http://data.europa.eu/snb/eqf/6" ends with; 0
 * where there is none. @text: (nullable) */
int lapel_parse_eqf_level (const char *text);

/** Reads a NumericDate (RFC 7519 §2), possibly with a fraction. */
gboolean lapel_numeric_date (const LapelJson *value,
                             LapelTime       *out_time);

/** The credits and the level that @self states: in the member ECTS of @achievement (nullable), or
 * in an alignment; 0 where there are none. */
double lapel_credential_find_ects (const LapelCredential *self,
                                   const LapelJson       *achievement);
int lapel_credential_find_eqf (const LapelCredential *self);

/** What the holder calls it, from what @self says of the achievement. */
LapelKind lapel_credential_find_kind (const LapelCredential *self);

/** The holder's key in @confirmation (RFC 7800) as a DID, which can be compared with the holder's
 * own; in the arena of @self; (nullable) */
const char *lapel_credential_find_bound_did (const LapelCredential *self,
                                             const LapelJson       *confirmation);

/** Fills @self from the members of a European Digital Credential. */
void lapel_credential_read_elm (LapelCredential *self);

/** Fills @self from the claims of an SD-JWT VC. */
void lapel_credential_read_sd_jwt_vc (LapelCredential *self);

/** A credential with nothing in it, whose values will lie in @doc. Returns: (transfer full) */
LapelCredential *lapel_credential_new (LapelJsonDoc *doc);

/** Fills what @self says of issuer, holder and achievement from its document and claims. */
void lapel_credential_read_members (LapelCredential *self);

/** Open Badges 3.0 and what is built on it: endorsements and transcripts. */
gboolean lapel_credential_is_open_badge (const LapelCredential *self);

/** Whether the member @name of @self, or of something in it, holds credentials of their own. */
gboolean lapel_credential_is_nested_member (const LapelCredential *self,
                                            const char            *name);

/** The JSON object @document, which lies in @doc, as a credential of its own. Its model is not
 * filled; original is %NULL where it is no token. Errors: as lapel_credential_parse (). */
LapelCredential *
lapel_credential_parse_object (LapelJsonDoc     *doc,
                               const LapelJson  *document,
                               GError          **error);

/** The same for a compact JWS or SD-JWT. */
LapelCredential *lapel_credential_parse_token (const char  *text,
                                               size_t       length,
                                               GError     **error);

/** The same for the token in the data: URL of an EnvelopedVerifiableCredential or -Presentation. */
LapelCredential *lapel_credential_parse_envelope (const LapelJson  *envelope,
                                                  GError          **error);

/** Fills the model of @self, but for what lies in it. */
void lapel_credential_read_model (LapelCredential *self);

typedef struct _LapelHolder LapelHolder;

/** Fills children and endorsements of @self, which lies in @above (nullable). */
void lapel_credential_read_nested (LapelCredential   *self,
                                   const LapelHolder *above);

/** Fills associations and achievements of a transcript. */
void lapel_credential_read_transcript (LapelCredential *self);

/** Fills evidence and results, which @subject, the first of @self, has. */
void lapel_credential_read_results (LapelCredential *self,
                                    const LapelJson *subject);

G_END_DECLS
