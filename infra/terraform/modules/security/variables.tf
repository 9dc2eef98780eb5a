variable "name" {
  description = "Prefix of every name."
  type        = string
}

variable "vpc_id" {
  description = "The VPC that the security groups belong to."
  type        = string
}

variable "allowed_cidr_blocks" {
  description = "The only addresses that come in; a load balancer gives everyone else no answer at all, a gateway refuses them."
  type        = list(string)

  validation {
    condition     = length(var.allowed_cidr_blocks) > 0
    error_message = "allowed_cidr_blocks is empty: nobody could come in. Copy terraform.tfvars.example to terraform.tfvars and write your address (curl -s https://checkip.amazonaws.com) as allowed_cidr_blocks = [\"203.0.113.10/32\"]."
  }

  validation {
    condition     = alltrue([for block in var.allowed_cidr_blocks : can(cidrhost(block, 0)) && (var.front_door == "http-api" || can(regex("^[0-9.]+/[0-9]+$", block)))])
    error_message = "allowed_cidr_blocks has \"${join("\", \"", [for block in var.allowed_cidr_blocks : block if !(can(cidrhost(block, 0)) && (var.front_door == "http-api" || can(regex("^[0-9.]+/[0-9]+$", block))))])}\", which is no IPv4 range: write one address as \"203.0.113.10/32\", a network as \"203.0.113.0/24\"."
  }

  validation {
    condition     = alltrue([for block in var.allowed_cidr_blocks : try(tonumber(split("/", block)[1]) >= 8, true)])
    error_message = "allowed_cidr_blocks has \"${join("\", \"", [for block in var.allowed_cidr_blocks : block if try(tonumber(split("/", block)[1]) < 8, false)])}\", which lets (nearly) everyone in: write your own address as \"203.0.113.10/32\", or a network of /8 or narrower."
  }

  validation {
    condition     = alltrue([for block in var.allowed_cidr_blocks : try("${cidrhost(block, 0)}/${split("/", block)[1]}" == block, true)])
    error_message = "allowed_cidr_blocks has \"${join("\", \"", [for block in var.allowed_cidr_blocks : block if try("${cidrhost(block, 0)}/${split("/", block)[1]}" != block, false)])}\", which is not how its range is written: write \"${join("\", \"", [for block in var.allowed_cidr_blocks : try("${cidrhost(block, 0)}/${split("/", block)[1]}", "") if try("${cidrhost(block, 0)}/${split("/", block)[1]}" != block, false)])}\", or one address as \"203.0.113.10/32\"."
  }
}

variable "front_door" {
  description = "What lets the allow-list in: a load balancer (alb), or an HTTP API of API Gateway (http-api)."
  type        = string
  default     = "alb"

  validation {
    condition     = contains(["alb", "http-api"], var.front_door)
    error_message = "front_door is \"${var.front_door}\": alb or http-api."
  }
}

variable "https" {
  description = "Whether the load balancer listens on 443 too."
  type        = bool
}

variable "ports" {
  description = "Where the containers listen."
  type        = object({ web = number, api = number })
}

variable "parameter_prefix" {
  description = "Where the secrets lie in SSM: the tasks may read those they need below it, and no others."
  type        = string

  validation {
    condition     = can(regex("^(/[A-Za-z0-9._-]+)+$", var.parameter_prefix))
    error_message = "parameter_prefix is \"${var.parameter_prefix}\": begin with a slash and end without one, for example /bookmark-manager/staging."
  }
}

variable "assets_bucket" {
  description = "Name of the bucket of static assets; <account> in it becomes the account's id."
  type        = string
}

variable "mongodb" {
  description = "Whether the API may read MONGODB_URI and reach MongoDB Atlas."
  type        = bool
  default     = false
}

variable "github" {
  description = "The repository whose workflows may plan, and apply after an approval in its environment; null: none may. `provider_exists`: another project has made GitHub's identity provider in this account already."
  type = object({
    repository      = string
    environment     = string
    branch          = optional(string, "main")
    provider_exists = optional(bool, false)
  })
  default = null

  validation {
    condition     = var.github == null || can(regex("^[A-Za-z0-9-]+(@[0-9]+/[A-Za-z0-9._-]+@[0-9]+|/[A-Za-z0-9._-]+)$", var.github.repository))
    error_message = "github.repository is \"${try(var.github.repository, "")}\": write \"owner/name\", or \"owner@1234/name@5678\" where GitHub's tokens carry the ids (repositories made since July 2026)."
  }

  validation {
    condition     = var.github == null || can(regex("^[A-Za-z0-9._-]+$", var.github.environment))
    error_message = "github.environment is \"${try(var.github.environment, "")}\": the name of an environment of the repository, of letters, digits, dots and hyphens; no wildcard."
  }

  validation {
    condition     = var.github == null || can(regex("^[A-Za-z0-9._/-]+$", var.github.branch))
    error_message = "github.branch is \"${try(var.github.branch, "")}\": the one branch that is applied, for example main; no wildcard."
  }
}

variable "state_bucket" {
  description = "Name of the bucket of the states, which the workflows read and the approved ones write; <account> in it becomes the account's id."
  type        = string
}

variable "budget" {
  description = "The account's month in USD: whom AWS tells when 80 % of it are spent, and when it will be exceeded; null: nobody. `by_tag` counts what carries the tag Project alone, and nothing before that tag is activated in Billing."
  type        = object({ usd_per_month = number, emails = list(string), by_tag = optional(bool, false) })
  default     = null

  validation {
    condition     = var.budget == null || try(var.budget.usd_per_month > 0 && length(var.budget.emails) > 0 && length(var.budget.emails) <= 10, false)
    error_message = "budget is ${jsonencode(var.budget)}: more than 0 USD a month, and one to ten addresses of e-mail."
  }
}
