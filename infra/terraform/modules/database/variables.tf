variable "database_id" {
  description = "Name of the instance; a new one means a new, empty database."
  type        = string

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.database_id)) && length(var.database_id) <= 63
    error_message = "database_id is \"${var.database_id}\": small letters, digits and single hyphens, beginning with a letter, for example bookmark-manager-staging-db."
  }
}

variable "parameter_prefix" {
  description = "Where DATABASE_URL, DATABASE_ADMIN_URL and JWT_SECRET are written in SSM."
  type        = string

  validation {
    condition     = can(regex("^(/[A-Za-z0-9._-]+)+$", var.parameter_prefix))
    error_message = "parameter_prefix is \"${var.parameter_prefix}\": begin with a slash and end without one, for example /bookmark-manager/staging."
  }
}

variable "subnet_ids" {
  description = "Private subnets in two zones or more: RDS asks for them even though the instance stands in one."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids has ${length(var.subnet_ids)}: RDS wants subnets in two zones."
  }
}

variable "security_group_id" {
  description = "The group that says who reaches the database."
  type        = string
}

variable "instance_class" {
  description = "Size of the instance: it decides most of the database's price."
  type        = string

  validation {
    condition     = can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.instance_class))
    error_message = "instance_class is \"${var.instance_class}\": write it as RDS names it, for example db.t4g.micro."
  }
}

variable "allocated_storage_gib" {
  description = "Size of the gp3 volume; it can grow later and never shrink."
  type        = number

  validation {
    condition     = var.allocated_storage_gib >= 20 && var.allocated_storage_gib <= 65536 && floor(var.allocated_storage_gib) == var.allocated_storage_gib
    error_message = "allocated_storage_gib is ${var.allocated_storage_gib}: a gp3 volume has 20 to 65536 GiB, in whole numbers."
  }
}

variable "major_version" {
  description = "Major version of PostgreSQL; the rehearsal runs the same one. RDS chooses the minor version."
  type        = string
  default     = "18"

  validation {
    condition     = can(regex("^[1-9][0-9]$", var.major_version))
    error_message = "major_version is \"${var.major_version}\": write the major version alone, for example 18."
  }
}

variable "password_version" {
  description = "Raise it to give both users new passwords. RDS sets dbadmin's; the application's user gets its own only when a migration task runs next, and new connections fail until then. Tasks that run keep what they have until they are replaced."
  type        = number
  default     = 1

  validation {
    condition     = var.password_version >= 1 && floor(var.password_version) == var.password_version
    error_message = "password_version is ${var.password_version}: a whole number from 1, one more than before for new passwords."
  }
}

variable "snapshot_identifier" {
  description = "The snapshot that a new instance is made of, with its rows; null makes an empty one. Without effect on an instance that is there."
  type        = string
  default     = null

  validation {
    condition     = var.snapshot_identifier == null || can(regex("^(arn:aws:rds:.+:snapshot:|rds:)?[A-Za-z](-?[A-Za-z0-9])*$", var.snapshot_identifier))
    error_message = "snapshot_identifier is \"${coalesce(var.snapshot_identifier, "empty")}\": write the name of a snapshot as RDS lists it, for example bookmark-manager-staging-db-final-20261201t030000."
  }
}

variable "reads_secrets" {
  description = "Whether the passwords are read back while Terraform runs. A plan without them is as true as one with them; an apply needs them, and decides anew."
  type        = bool
  default     = true
  ephemeral   = true
}
