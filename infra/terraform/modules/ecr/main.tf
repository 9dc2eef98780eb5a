locals {
  services = toset(["web", "api"])
}
