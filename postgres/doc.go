// Package postgres keeps the ledger and answers the pages' questions.
//
// Every change is one transaction, and its last statement is its row in the audit trail. Nothing is decided here: what is allowed and what
// follows is asked of package readiness; keys and constraints only see to it that it is still so when it is written. Every statement is
// a package-level value made by sql, so that a test can prepare all of them against the migrated schema.
package postgres
