/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-checker.h"

#include "lapel-derive.h"
#include "lapel-documents.h"
#include "lapel-explain.h"

struct _LapelChecker
{
  LapelWorkspace *workspace;
  LapelStatusLists *status_lists;
  LapelDocuments *documents; /* (nullable) */
  LapelTime at;
  char **identities;                 /* (nullable) */
  LapelIdentityKind *identity_kinds; /* (nullable) */
  char **trusted;                    /* (nullable) */
  char *challenge;                   /* (nullable) */
  char *domain;                      /* (nullable) */
};

LapelChecker *
lapel_checker_new (const LapelCheckerOptions  *options,
                   GError                    **error)
{
  g_autoptr (LapelDocuments) documents = NULL;
  LapelChecker *self = NULL;

  if (options->documents != NULL)
    {
      documents = lapel_documents_new (options->documents, error);
      if (documents == NULL)
        return NULL;
    }

  self = g_new0 (LapelChecker, 1);
  self->workspace = lapel_workspace_new (NULL);
  self->status_lists = lapel_status_lists_new ();
  self->documents = g_steal_pointer (&documents);
  self->at = options->at;
  self->identities = g_strdupv ((char **) options->identities);
  if (options->identity_kinds != NULL)
    self->identity_kinds = g_memdup2 (options->identity_kinds, g_strv_length (self->identities) *
                                                                   sizeof (LapelIdentityKind));
  self->trusted = g_strdupv ((char **) options->trusted);
  self->challenge = g_strdup (options->challenge);
  self->domain = g_strdup (options->domain);
  return self;
}

void
lapel_checker_free (LapelChecker *self)
{
  if (self == NULL)
    return;
  lapel_workspace_free (self->workspace);
  lapel_status_lists_free (self->status_lists);
  lapel_documents_free (self->documents);
  g_strfreev (self->identities);
  g_free (self->identity_kinds);
  g_strfreev (self->trusted);
  g_free (self->challenge);
  g_free (self->domain);
  g_free (self);
}

LapelWorkspace *
lapel_checker_get_workspace (LapelChecker *self)
{
  return self->workspace;
}

void
lapel_checked_clear (LapelChecked *self)
{
  g_clear_pointer (&self->credential, lapel_credential_unref);
  g_clear_pointer (&self->report, lapel_report_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->text, g_bytes_unref);
}

static LapelVerifyOptions
make_options (LapelChecker *self)
{
  return (LapelVerifyOptions){
    .now = self->at == LAPEL_TIME_NONE ? g_get_real_time () : self->at,
    .loader = self->documents == NULL ? NULL : lapel_documents_load,
    .loader_data = self->documents,
    .identities = (const char *const *) self->identities,
    .identity_kinds = self->identity_kinds,
    .trusted = (const char *const *) self->trusted,
    .challenge = self->challenge,
    .domain = self->domain,
    .status_lists = self->status_lists,
  };
}

/* What is verified is what is shown and kept: with all that belongs to it. */
static void
complete_and_verify (LapelChecker *self,
                     LapelChecked *checked,
                     const char   *note)
{
  const char *notes[] = { note, NULL };
  LapelVerifyOptions options = make_options (self);
  LapelCredential *complete = lapel_credential_complete (checked->credential, &options);

  lapel_credential_unref (checked->credential);
  checked->credential = complete;
  options.notes = notes;
  checked->report = lapel_credential_verify (complete, self->workspace, &options);
}

static void
check_text (LapelChecker *self,
            GBytes       *text,
            const char   *note,
            LapelChecked *checked)
{
  checked->text = g_bytes_ref (text);
  checked->credential = lapel_credential_parse (text, &checked->error);
  if (checked->credential == NULL)
    checked->report = lapel_report_new_unreadable (checked->error);
  else
    complete_and_verify (self, checked, note);
}

static void
refuse (LapelChecked *checked,
        GError       *error)
{
  checked->error = error;
  checked->report = lapel_report_new_unreadable (error);
}

/* A badge of before 2.0 often does not say where it is hosted: only who comes from its address can
 * ask there. */
static gboolean
is_known_by_address (GBytes *text)
{
  g_autoptr (LapelCredential) credential = lapel_credential_parse (text, NULL);

  return credential != NULL && credential->securing == LAPEL_SECURING_HOSTED &&
         credential->id == NULL;
}

/* The one credential that is published at an address; or the address itself, of a hosted badge that
 * is withdrawn or does not name it. */
static GBytes *
fetch (LapelChecker  *self,
       GBytes        *address,
       GError       **error)
{
  size_t length;
  const char *data = g_bytes_get_data (address, &length);
  g_autofree char *url = g_strndup (data, length);
  LapelAnswer how = { 0 };
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const LapelDocument *only = NULL;

  if (self->documents != NULL)
    answer = lapel_documents_load (url, self->documents, &how, NULL);
  if (how.withdrawn)
    return g_bytes_ref (address);
  if (answer != NULL)
    found = lapel_document_open (answer, NULL);
  if (found != NULL && found->len == 1)
    only = g_ptr_array_index (found, 0);
  if (only != NULL && only->text != NULL && !only->address)
    return g_bytes_ref (is_known_by_address (only->text) ? address : only->text);

  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ADDRESS, "no credential was had from %s", url);
  return NULL;
}

void
lapel_checker_check (LapelChecker *self,
                     GBytes       *text,
                     LapelChecked *out_checked)
{
  *out_checked = (LapelChecked){ 0 };
  check_text (self, text, NULL, out_checked);
}

void
lapel_checker_check_document (LapelChecker        *self,
                              const LapelDocument *document,
                              LapelChecked        *out_checked)
{
  g_autoptr (GBytes) fetched = NULL;
  GError *error = NULL;

  *out_checked = (LapelChecked){ 0 };
  if (document->error != NULL)
    error = g_error_copy (document->error);
  else if (document->address)
    fetched = fetch (self, document->text, &error);

  if (error != NULL)
    refuse (out_checked, error);
  else
    check_text (self, fetched != NULL ? fetched : document->text, document->note, out_checked);
}

LapelReport *
lapel_checker_check_yours (LapelChecker      *self,
                           LapelCredential   *credential,
                           const LapelReport *last)
{
  LapelVerifyOptions options = make_options (self);

  return lapel_credential_verify_yours (credential, last, &options);
}

char *
lapel_checker_derive (LapelChecker       *self,
                      GBytes             *text,
                      const char *const  *pointers,
                      GError            **error)
{
  LapelVerifyOptions options = make_options (self);
  g_autoptr (LapelCredential) credential = lapel_credential_parse (text, error);

  if (credential == NULL)
    return NULL;
  return lapel_credential_derive (credential, self->workspace, &options, pointers, error);
}

GPtrArray *
lapel_checker_explain (LapelChecker       *self,
                       const LapelChecked *checked)
{
  LapelVerifyOptions options = make_options (self);

  if (checked->credential == NULL)
    return g_ptr_array_new ();
  return lapel_credential_explain (checked->credential, self->workspace, &options);
}
