/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-credential-private.h"
#include "lapel-verify.h"

G_BEGIN_DECLS

/* Open Badges 0.5 to 2.0 (formats.md §2). What counts is a small web of documents: an Assertion,
 * the BadgeClass it names, the profile of the issuer that one names, and keys and lists. Older ones
 * are brought into the form of 2.0 in memory, so that everything behind the reading knows one form.
 */

#define LAPEL_OB2_CONTEXT "https://w3id.org/openbadges/v2"

typedef enum
{
  LAPEL_OB2_ASSERTION,
  LAPEL_OB2_ENDORSEMENT,
  LAPEL_OB2_BADGE_CLASS,
  LAPEL_OB2_PROFILE,
  LAPEL_OB2_OTHER, /* an object of the vocabulary that is no award */
} LapelOb2Class;

/** What one address answered. Immutable. */
typedef struct
{
  LapelJsonDoc *doc; /* (nullable): a JSON object */
  GError *error; /* (nullable): why there is none; %NULL too for a withdrawn page without text */
  LapelAnswer answer;
  gboolean secure; /* an https address answered, also where an http one was asked */
} LapelOb2Page;

/** One document of the web: the copy that counts, in the form of 2.0, and where it was found. */
typedef struct
{
  const LapelJson *object;  /* (nullable) */
  const char *named;        /* (nullable): the address by which another part names it */
  const char *url;          /* (nullable): the address that was asked in the end */
  const LapelOb2Page *page; /* (nullable): what it answered; %NULL where nothing was to be asked */
  gboolean hosted;   /* @object is what the address answered, not a copy embedded elsewhere */
  gboolean moved;    /* found under another address than it names itself, or redirected */
  gboolean strayed;  /* a redirect led away from the host that was asked */
  gboolean impostor; /* the address answered with the id of a document of somebody else */
} LapelOb2Part;

struct _LapelOb2
{
  LapelOb2Class class;
  gboolean signed_;   /* verified by a signature, not by its address */
  gboolean bare;      /* nothing is in hand but the address */
  gboolean withdrawn; /* the address that decides says so */
  gboolean differs;   /* the copy in hand says something else than the hosted documents */
  gboolean old_dates; /* a date had to be brought into the form of 2.0 */
  LapelOb2Part award; /* the Assertion, Endorsement, … itself */
  LapelOb2Part badge;
  LapelOb2Part issuer;
  unsigned int n_strange_endorsements; /* that speak of something else, and are left out */
};

/** What a document is, from its members alone; %FALSE where it is none of this vocabulary. */
gboolean
lapel_ob2_recognise (const LapelJson *document,
                     LapelOb2Class   *out_class,
                     LapelFormat     *out_version);

/** Whether @format is one of 0.5 to 2.0. */
gboolean lapel_ob2_is_format (LapelFormat format);

/** The version of a document, @inherited where it does not say; an embedded one is of the version
 * of what it is embedded in. */
LapelFormat lapel_ob2_version (const LapelJson *document,
                               LapelFormat      inherited);

/**
 * lapel_ob2_upgrade:
 * @url: (nullable): where @object was found, its id where it has none
 * @old_dates: set to %TRUE where a date was brought into the form of 2.0; else left as it is
 *
 * @object in the form of 2.0, with all that is embedded in it; what is of 2.0 already stays as it
 * is, but for aliases and numbers as dates. Returns: (transfer none): in @arena
 */
const LapelJson *lapel_ob2_upgrade (const LapelJson *object,
                                    LapelOb2Class    class,
                                    LapelFormat      version,
                                    const char      *url,
                                    LapelArena      *arena,
                                    gboolean        *old_dates);

/** Finds the parts that lie in the document itself and fills the model from them: for
 * lapel_credential_parse (). */
void lapel_ob2_read (LapelCredential *self);

/** A badge of which nothing is known but where it is hosted, as old pictures have it; %NULL where
 * @text is no address. Returns: (transfer full) (nullable) */
LapelCredential *lapel_ob2_new_from_address (const char *text,
                                             size_t      length);

/** Puts the parts together to one document, and fills the model from it. */
void lapel_ob2_read_members (LapelCredential *self);

/** Who the issuer is: an address of its own where it has one, else the place it was found at. What
 * a profile calls itself counts only where it lies. (nullable) */
const char *lapel_ob2_find_issuer_id (const LapelCredential *self);

/** A date of 2.0, or of before; %LAPEL_TIME_NONE where it is none. */
LapelTime lapel_ob2_parse_date (const char *text);

/** The asking for one badge: whom to ask, and what has been answered. */
typedef struct
{
  LapelLoader loader; /* (nullable) */
  gpointer loader_data;
  GHashTable *pages; /* borrowed */
} LapelOb2Gather;

/** What has been answered, by address. */
GHashTable *lapel_ob2_pages_new (void);

/** What @url says; asked once only, and no more than a badge can need. */
const LapelOb2Page *lapel_ob2_ask (const LapelOb2Gather *gather,
                                   const char           *url);

/** The part that @value names or holds; the hosted copy wins. Without @gather nobody is asked. */
void lapel_ob2_follow (LapelCredential      *self,
                       const LapelOb2Gather *gather,
                       const LapelJson      *value,
                       LapelOb2Class         class,
                       LapelOb2Part         *part);

/** The award itself, asked at its own id (formats.md §2.1, steps 1 to 3). */
void lapel_ob2_ask_award (LapelCredential      *self,
                          const LapelOb2Gather *gather);

/** Whether @text is an http or https address. */
gboolean lapel_ob2_is_address (const char *text);

/** Host and, where it is not the usual one, port, in lower case; %NULL for what is no address, or
 * names a user before its host. Returns: (transfer full) (nullable) */
char *lapel_ob2_dup_authority (const char *url);

/** Whether both lie on one authority. */
gboolean lapel_ob2_same_authority (const char *a,
                                   const char *b);

/** What @url answered while @self was completed; (nullable): it was not asked. */
const LapelOb2Page *lapel_ob2_get_page (const LapelCredential *self,
                                        const char            *url);

/** The JSON object on @page, or %NULL. */
const LapelJson *lapel_ob2_page_get_object (const LapelOb2Page *page);

/** The keys the signature of @self may be made with, as addresses or objects, from the place that
 * names them: verification.creator, else the issuer's publicKey; (nullable). */
const LapelJson *lapel_ob2_get_keys (const LapelCredential *self);

/** Verifies @self, which is complete. Returns: (transfer full) */
LapelReport *lapel_ob2_verify (LapelCredential          *self,
                               LapelWorkspace           *workspace,
                               const LapelVerifyOptions *options);

G_END_DECLS
