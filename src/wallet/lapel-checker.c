/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-checker.h"

#include "lapel-document.h"
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
  self->media_type = NULL;
  self->picture = FALSE;
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

static LapelReport *
verify (LapelChecker    *self,
        LapelCredential *credential,
        const char      *note)
{
  const char *notes[] = { note, NULL };
  LapelVerifyOptions options = make_options (self);

  options.notes = notes;
  return lapel_credential_verify (credential, self->workspace, &options);
}

void
lapel_checker_check (LapelChecker *self,
                     GBytes       *input,
                     LapelChecked *out_checked)
{
  g_auto (LapelDocument) document = { 0 };

  *out_checked = (LapelChecked){ 0 };
  if (!lapel_document_open (input, &document, &out_checked->error))
    {
      out_checked->report = lapel_report_new_unreadable (out_checked->error);
      return;
    }

  out_checked->text = g_bytes_ref (document.text);
  out_checked->media_type = document.media_type;
  out_checked->picture = document.picture;
  out_checked->credential = lapel_credential_parse (document.text, &out_checked->error);
  if (out_checked->credential == NULL)
    out_checked->report = lapel_report_new_unreadable (out_checked->error);
  else
    out_checked->report = verify (self, out_checked->credential, document.note);
}

LapelReport *
lapel_checker_check_yours (LapelChecker      *self,
                           LapelCredential   *credential,
                           const LapelReport *last)
{
  LapelVerifyOptions options = make_options (self);

  return lapel_credential_verify_yours (credential, last, &options);
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
