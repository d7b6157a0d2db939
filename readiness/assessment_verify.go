package readiness

// A SealCheck is the result of computing every hash of every self-assessment again.
type SealCheck struct {
	Seals    int      `json:"seals"`
	Versions int      `json:"versions"` // of what was written about a criterion
	Wrong    []string `json:"wrong"`    // what does not fit, in sentences
}

// A KeptSeal is a seal as the ledger has it, and what else says about it.
type KeptSeal struct {
	SealedAssessment
	Name    string   // of the cycle
	Missing bool     // there is no seal, though the audit trail knows of one
	Trail   []string // the hashes with which the audit trail says that it was sealed
}

// Check says all that does not fit: the document against its hash, the hash against the audit trail, and inside it every text and signature.
func (k KeptSeal) Check() (wrong []string) {
	say := func(what string) { wrong = append(wrong, "Self-assessment “"+k.Name+"”: "+what) }
	if k.Missing {
		say("it was sealed, but its sealed document is gone.")
		return wrong
	}
	if got := SHA256(k.Document); got != k.SHA256 {
		say("the sealed document has the hash " + got + ", and its seal says " + k.SHA256 + ".")
	}
	switch {
	case len(k.Trail) == 0:
		say("the audit trail does not know its seal.")
	case len(k.Trail) > 1:
		say("the audit trail says " + times(len(k.Trail)) + " that it was sealed.")
	case k.Trail[0] != k.SHA256:
		say("its seal is " + k.SHA256 + ", and the audit trail says " + k.Trail[0] + ".")
	}
	d, err := ReadSealed(k.Document)
	if err != nil {
		say("the sealed document cannot be read.")
		return wrong
	}
	if d.Assessment != k.AssessmentID {
		say("the sealed document is that of another self-assessment.")
	}
	for _, sentence := range d.Verify() {
		say(lowerFirst(sentence))
	}
	return wrong
}

// A KeptVersion is a version of what was written about a criterion as the ledger has it, and what the audit trail says of it.
type KeptVersion struct {
	Name      string // of the cycle
	Criterion string
	Number    int
	Body      string
	SHA256    string
	Missing   bool   // there is no version, though the audit trail knows of one
	Trail     string // the hash with which the audit trail says that it was written
}

// Check says what does not fit, "" when all does.
func (k KeptVersion) Check() string {
	it := "Version " + itoa(k.Number) + " of " + k.Criterion + " in self-assessment “" + k.Name + "” "
	switch {
	case k.Missing:
		return it + "was written, but it is gone."
	case SHA256([]byte(k.Body)) != k.SHA256:
		return it + "was changed after it was written."
	case k.Trail == "":
		return it + "is not known to the audit trail."
	case k.Trail != k.SHA256:
		return it + "is not the one that the audit trail knows."
	}
	return ""
}
