variable "name" {
  description = "Prefix of the repositories' names: <name>-web and <name>-api."
  type        = string
}

variable "kept_images" {
  description = "How many images each repository keeps; older ones expire and can't be gone back to."
  type        = number
  default     = 20

  validation {
    condition     = var.kept_images >= 2
    error_message = "kept_images is ${var.kept_images}: keep at least 2, the running image and the one to go back to."
  }
}
