package app

type rebuildVerb struct{}

// Run asks a worker to walk the ledger, and waits for it. What runs already is left to run, so it may be run at any time and twice.
func (rebuildVerb) Run(c *call) error {
	parts, _, err := c.open("")
	if err != nil {
		return err
	}
	defer parts.Close()
	c.printf("Walking the ledger. A worker must be running.\n")
	count, err := parts.Commands.Rebuild(c)
	if err != nil {
		return err
	}
	c.printf("%s looked at. What was lost runs again; nobody is told anything twice.\n", counted(count, "unsettled review", "unsettled reviews"))
	return nil
}
