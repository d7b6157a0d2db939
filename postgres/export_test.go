package postgres

import (
	"strconv"
	"strings"
)

// Statements gives the tests every statement: its purpose and its text.
func Statements() map[string]string {
	all := map[string]string{}
	for _, s := range statements {
		all[s.purpose] = s.text
	}
	return all
}

// StatementCount counts them, so that two with one purpose are noticed.
func StatementCount() int { return len(statements) }

// Migrations is the number of the last migration file.
func Migrations() (int, error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, err
	}
	last, _, _ := strings.Cut(files[len(files)-1].Name(), "_")
	return strconv.Atoi(last)
}
