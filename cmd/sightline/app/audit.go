package app

type auditVerbs struct {
	Verify auditVerifyVerb `cmd:"" help:"Compute the whole chain again."`
}

type auditVerifyVerb struct{}

// Run ends with 1 when a row does not fit.
func (auditVerifyVerb) Run(c *call) error {
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	found, err := db.VerifyAudit(c)
	if err != nil {
		return err
	}
	if found.Broken != 0 {
		c.printf("The audit trail is broken at row %s of %s: %s\n", number(int(found.Broken)), number(int(found.Rows)), found.Why)
		return left{1}
	}
	c.printf("The audit trail is whole: %s. Head %s.\n", counted(int(found.Rows), "row", "rows"), found.Head)
	return nil
}
