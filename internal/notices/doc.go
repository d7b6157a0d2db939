// Package notices gathers the licences of everything that our programs are built from. Its test keeps THIRD_PARTY_NOTICES.txt true and refuses a
// licence that we could not ship under.
package notices
