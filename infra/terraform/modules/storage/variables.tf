variable "assets_bucket" {
  description = "Name of the bucket, unique in the whole world; <account> in it becomes the account's id. A new name means a new, empty bucket."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", replace(var.assets_bucket, "<account>", "123456789012")))
    error_message = "assets_bucket is \"${var.assets_bucket}\": 3 to 63 small letters, digits, dots and hyphens, for example bookmark-manager-staging-assets-<account>."
  }
}

variable "direct_uploads" {
  description = "Pages may put files into the bucket themselves, as forms allow that the API has signed: where the front door takes none so large."
  type        = bool
  default     = false
}

variable "require_tls" {
  description = "Refuse every request over plain HTTP; off only for an emulator that speaks no TLS."
  type        = bool
  default     = true
}
