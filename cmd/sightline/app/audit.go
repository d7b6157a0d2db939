package app

import "github.com/sightline-readiness/sightline/postgres"

type auditVerbs struct {
	Verify auditVerifyVerb `cmd:"" help:"Compute the whole chain, and every seal of a self-assessment, again."`
}

type auditVerifyVerb struct{}

// Run ends with 1 when something does not fit. The seals are computed all the same when the chain is broken: the two say more together.
func (auditVerifyVerb) Run(c *call) error {
	db, err := c.ledger()
	if err != nil {
		return err
	}
	defer db.Close()
	chain, err := auditChain(c, db)
	if err != nil {
		return err
	}
	seals, err := assessmentSeals(c, db)
	if err != nil {
		return err
	}
	if !chain || !seals {
		return left{1}
	}
	return nil
}

// auditChain says whether the chain is whole.
func auditChain(c *call, db *postgres.DB) (bool, error) {
	found, err := db.VerifyAudit(c)
	if err != nil {
		return false, err
	}
	if found.Broken != 0 {
		c.printf("The audit trail is broken at row %s of %s: %s\n", number(int(found.Broken)), number(int(found.Rows)), found.Why)
		return false, nil
	}
	c.printf("The audit trail is whole: %s. Head %s.\n", counted(int(found.Rows), "row", "rows"), found.Head)
	return true, nil
}

// assessmentSeals says whether every self-assessment is still what was written and signed.
func assessmentSeals(c *call, db *postgres.DB) (bool, error) {
	found, err := db.VerifySeals(c)
	if err != nil {
		return false, err
	}
	for _, wrong := range found.Wrong {
		c.printf("%s\n", wrong)
	}
	checked := counted(found.Seals, "sealed self-assessment", "sealed self-assessments") + " and " + counted(found.Versions, "version of a text", "versions of texts")
	if n := len(found.Wrong); n > 0 {
		c.printf("%s in %s.\n", counted(n, "thing does not fit", "things do not fit"), checked)
		return false, nil
	}
	c.printf("What was written and sealed has not changed: %s.\n", checked)
	return true, nil
}
