//! Acceptance tests of the whole house; each file in this folder is a test.
