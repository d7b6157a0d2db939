package app

import (
	"fmt"
	"time"
)

type migrateVerb struct {
	Wait time.Duration `default:"0s" placeholder:"TIME" help:"Keep trying this long while the ledger does not answer yet."`
}

// Run changes nothing when there is nothing to do, and may run beside others.
func (v migrateVerb) Run(c *call) error {
	checked, err := c.require(NeedLedger)
	if err != nil {
		return err
	}
	db, err := openLedger(c, checked, c.quiet(), nil)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := retry(c, v.Wait, func() error { return db.Ping(c) }); err != nil {
		return err
	}
	before, err := db.Version(c)
	if err != nil {
		return fmt.Errorf("the ledger does not answer: %w", err)
	}
	if err := Migrate(c, checked.DatabaseURL.Reveal()); err != nil {
		return err
	}
	after, err := db.Version(c)
	if err != nil {
		return err
	}
	if before == after {
		c.printf("The ledger's tables are at version %d already.\n", after)
		return nil
	}
	c.printf("The ledger's tables went from version %d to %d.\n", before, after)
	return nil
}
