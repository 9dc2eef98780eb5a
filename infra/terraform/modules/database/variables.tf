variable "database_id" {
  description = "Name of the instance or cluster; a new one means a new, empty database."
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
  description = "Private subnets in two zones or more: RDS asks for them even though an instance stands in one."
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

variable "shape" {
  description = "What the database is (`database` of shapes.json), and most of its price: an RDS instance of a size, or Aurora Serverless v2 between two capacities. Another engine means a new, empty database."
  type = object({
    engine                = string
    instance_class        = optional(string)
    allocated_storage_gib = optional(number)
    min_acu               = optional(number)
    max_acu               = optional(number)
  })

  validation {
    condition     = contains(["rds", "aurora-serverless-v2"], var.shape.engine)
    error_message = "engine is \"${var.shape.engine}\": rds or aurora-serverless-v2."
  }

  validation {
    condition     = var.shape.engine != "rds" || can(regex("^db\\.[a-z0-9]+\\.[a-z0-9]+$", var.shape.instance_class))
    error_message = "instance_class is ${jsonencode(var.shape.instance_class)}: write it as RDS names it, for example db.t4g.micro."
  }

  validation {
    condition     = var.shape.engine != "rds" || try(var.shape.allocated_storage_gib >= 20 && var.shape.allocated_storage_gib <= 65536 && floor(var.shape.allocated_storage_gib) == var.shape.allocated_storage_gib, false)
    error_message = "allocated_storage_gib is ${jsonencode(var.shape.allocated_storage_gib)}: a gp3 volume has 20 to 65536 GiB, in whole numbers; it can grow later and never shrink."
  }

  validation {
    condition     = var.shape.engine != "aurora-serverless-v2" || try(var.shape.min_acu >= 0 && var.shape.min_acu <= var.shape.max_acu && var.shape.max_acu >= 1 && var.shape.max_acu <= 256 && floor(2 * var.shape.min_acu) == 2 * var.shape.min_acu && floor(2 * var.shape.max_acu) == 2 * var.shape.max_acu, false)
    error_message = "min_acu and max_acu are ${jsonencode(var.shape.min_acu)} and ${jsonencode(var.shape.max_acu)}: capacity units in steps of 0.5, from 0 (it pauses by itself) to 256, at most 1 or more."
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
  description = "Raise it to give dbadmin a new password: only migrations and people use it. The application's is changed by `staging secrets rotate DATABASE_URL`."
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
    condition     = var.snapshot_identifier == null || can(regex("^(arn:aws:rds:.+:(cluster-)?snapshot:|rds:)?[A-Za-z](-?[A-Za-z0-9])*$", var.snapshot_identifier))
    error_message = "snapshot_identifier is \"${coalesce(var.snapshot_identifier, "empty")}\": write the name of a snapshot as RDS lists it, for example bookmark-manager-staging-db-final-20261201t030000."
  }
}

variable "reads_secrets" {
  description = "Whether the passwords are read back while Terraform runs. A plan without them is as true as one with them; an apply needs them, and decides anew."
  type        = bool
  default     = true
  ephemeral   = true
}
