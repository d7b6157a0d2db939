package postgres

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

// Migrations counts the migration files.
func Migrations() (int, error) {
	files, err := migrations.ReadDir("migrations")
	return len(files), err
}
