/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-elm-private.h"

#include "lapel-credential-private.h"

#include <string.h>

/* European Digital Credentials in the model (europe.md §1, §3). */

#define MAX_ADDRESSES 32

#define EIDAS "eidas"

/* An issuer's number in a register. Its members are tried in this order. */
typedef struct
{
  const char *member;
  const char *scheme;
} Register;

static const Register registers[] = {
  { "eIDASIdentifier", EIDAS },
  /* As the official small sample has it, with a Greek iota. */
  { "eIDAS\xce\x99"
    "dentifier",
    EIDAS },
  { "vatIdentifier", "vat" },
  { "registration", "registration" },
};

const LapelJson *
lapel_elm_first (const LapelJson *object,
                 const char      *name)
{
  return lapel_json_at (lapel_json_get (lapel_json_at (object, 0), name), 0);
}

const char *
lapel_elm_global_id (const char *id)
{
  return id != NULL && !g_str_has_prefix (id, LAPEL_ELM_LOCAL_ID) ? id : NULL;
}

const char *
lapel_elm_type_id (const LapelJson *object)
{
  return lapel_json_id_of (lapel_elm_first (object, "dcType"));
}

/* The end of an authority's URI: "IRL" of "…/country/IRL". */
static const char *
last_segment (const char *uri)
{
  const char *slash = uri != NULL ? strrchr (uri, '/') : NULL;

  return slash != NULL ? slash + 1 : uri;
}

/* The id by which an organisation is known in other documents too: ids of the document are its own
 * and the EU's issuer makes a new one for every credential it seals (europe.md §2, rule 3). */
static const char *
find_organisation_id (LapelCredential *self,
                      const LapelJson *organisation)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (registers); i++)
    {
      const LapelJson *entry = lapel_elm_first (organisation, registers[i].member);
      const char *notation = lapel_json_get_string (entry, "notation");
      const char *country = last_segment (lapel_json_id_of (lapel_elm_first (entry, "spatial")));
      g_autofree char *id = NULL;

      if (notation == NULL || *notation == '\0')
        continue;
      id = g_strconcat (registers[i].scheme, ":", country != NULL ? country : "",
                        country != NULL ? ":" : "", notation, NULL);
      return lapel_arena_strndup (self->arena, id, strlen (id));
    }
  return lapel_elm_global_id (lapel_json_id_of (organisation));
}

const char *
lapel_elm_issuer_number (const LapelJson *document)
{
  const LapelJson *issuer = lapel_elm_first (document, "issuer");
  const char *number = NULL;

  for (unsigned int i = 0; number == NULL && i < G_N_ELEMENTS (registers); i++)
    if (strcmp (registers[i].scheme, EIDAS) == 0)
      number = lapel_json_get_string (lapel_elm_first (issuer, registers[i].member), "notation");
  return number;
}

static const char *
find_address (const LapelJson *agent)
{
  const LapelJson *contact = lapel_elm_first (agent, "contactPoint");
  const char *address = lapel_json_id_of (lapel_elm_first (contact, "emailAddress"));

  if (address != NULL && g_str_has_prefix (address, "mailto:"))
    return address + strlen ("mailto:");
  return address;
}

static void
read_organisation (LapelCredential *self,
                   const LapelJson *organisation,
                   LapelProfile    *out)
{
  static const char *const names[] = { "legalName", "prefLabel", "altLabel" };

  if (organisation == NULL)
    return;
  for (unsigned int i = 0; out->name == NULL && i < G_N_ELEMENTS (names); i++)
    out->name = lapel_elm_text_of (self, organisation, names[i]);
  out->id = find_organisation_id (self, organisation);
  out->url = lapel_json_get_string (lapel_elm_first (organisation, "homepage"), "contentURL");
  out->email = find_address (organisation);
  out->image = lapel_elm_data_uri (self, lapel_json_get (organisation, "logo"));
}

static const char *
find_full_name (LapelCredential *self,
                const LapelJson *subject)
{
  const char *full = lapel_elm_text_of (self, subject, "fullName");
  const char *given = lapel_elm_text_of (self, subject, "givenName");
  const char *family = lapel_elm_text_of (self, subject, "familyName");
  g_autofree char *both = NULL;

  if (full != NULL || given == NULL || family == NULL)
    return full;
  both = g_strconcat (given, " ", family, NULL);
  return lapel_arena_strndup (self->arena, both, strlen (both));
}

static void
add_recipient (LapelCredential *self,
               LapelRecipient  *recipients,
               const char      *type,
               const char      *identity)
{
  if (identity != NULL)
    recipients[self->n_recipients++] = (LapelRecipient){ .type = type, .identity = identity };
}

static void
read_holder (LapelCredential *self,
             const LapelJson *subject)
{
  const LapelJson *contacts = lapel_json_get (subject, "contactPoint");
  uint32_t n = MIN (lapel_json_count (contacts), MAX_ADDRESSES);
  LapelRecipient *recipients = lapel_arena_new_array (self->arena, LapelRecipient, n + 3);

  self->subject_id = lapel_elm_global_id (lapel_json_get_string (subject, "id"));
  self->subject_name = find_full_name (self, subject);
  self->recipients = recipients;
  add_recipient (self, recipients, "id", self->subject_id);
  for (uint32_t i = 0; i < n; i++)
    add_recipient (self, recipients, "emailAddress",
                   lapel_json_id_of (
                       lapel_elm_first (lapel_json_at (contacts, i), "emailAddress")));
  add_recipient (self, recipients, LAPEL_RECIPIENT_KEY,
                 lapel_credential_find_bound_did (self, lapel_json_get (self->document, "cnf")));
  add_recipient (self, recipients, LAPEL_RECIPIENT_NAME, self->subject_name);
}

/* A date-time, or a date alone; %LAPEL_TIME_NONE for anything else. */
static LapelTime
read_date (const LapelJson *object,
           const char      *name)
{
  const char *text = lapel_json_as_string (lapel_elm_first (object, name));
  g_autofree char *midnight = NULL;
  LapelTime time = LAPEL_TIME_NONE;

  if (text == NULL || lapel_time_parse (text, &time, NULL, NULL))
    return time;
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  lapel_time_parse (midnight, &time, NULL, NULL);
  return time;
}

static LapelTime
first_date (const LapelJson   *object,
            const char *const *names)
{
  LapelTime time = LAPEL_TIME_NONE;

  for (; time == LAPEL_TIME_NONE && *names != NULL; names++)
    time = read_date (object, *names);
  return time;
}

static void
read_dates (LapelCredential *self,
            const LapelJson *awarding)
{
  static const char *const from[] = { "validFrom", "issuanceDate", NULL };
  static const char *const until[] = { "validUntil", "expirationDate", NULL };
  static const char *const awarded[] = { "issued", "issuanceDate", "validFrom", NULL };

  self->valid_from = first_date (self->document, from);
  self->valid_until = first_date (self->document, until);
  self->awarded = read_date (awarding, "awardingDate");
  if (self->awarded == LAPEL_TIME_NONE)
    self->awarded = first_date (self->document, awarded);
}

/* The claim of whom the credential says who awarded it. */
static const LapelJson *
find_awarding (const LapelJson *subject)
{
  const LapelJson *claims = lapel_json_get (subject, "hasClaim");

  for (uint32_t i = 0; i < lapel_json_count (claims); i++)
    {
      const LapelJson *awarding = lapel_elm_first (lapel_json_at (claims, i), "awardedBy");

      if (awarding != NULL)
        return awarding;
    }
  return NULL;
}

void
lapel_credential_read_elm (LapelCredential *self)
{
  const LapelJson *subject = lapel_elm_first (self->document, "credentialSubject");
  const LapelJson *awarding = find_awarding (subject);
  const LapelJson *display = lapel_elm_first (self->document, "displayParameter");
  const LapelJson *primary = lapel_elm_first (display, "primaryLanguage");

  self->languages = lapel_languages_new (NULL, lapel_elm_language_tag (primary));
  self->id = lapel_elm_global_id (lapel_json_get_string (self->document, "id"));
  lapel_elm_read_claims (self); /* first: it decides the language of all that follows */
  read_organisation (self, lapel_elm_first (self->document, "issuer"), &self->issuer);
  read_organisation (self, lapel_elm_first (awarding, "awardingBody"), &self->awarder);
  read_holder (self, subject);
  read_dates (self, awarding);
  lapel_elm_read_media (self);
}
