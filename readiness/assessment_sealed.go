package readiness

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/sightline-readiness/sightline/internal/calendar"
)

// A SealedCycle is a published cycle exactly as it was signed: the document that is sealed, re-read and printed years later. It stands by itself: names,
// the framework's words, every text with what it stood on, every grade and every signature.
type SealedCycle struct {
	Assessment  string            `json:"assessment"` // its id
	Name        string            `json:"name"`
	Kind        string            `json:"kind"`
	PublishedOn calendar.Date     `json:"published_on"`
	Framework   Framework         `json:"framework"`
	Sections    []Section         `json:"sections"`
	Criteria    []SealedCriterion `json:"criteria"` // in the order of the framework
	Signatures  []SealedSignature `json:"signatures"`
	Contents    string            `json:"contents"` // Assessment.Contents of the whole; its SHA-256 is what director and lead member signed
}

// A SealedCriterion is one criterion of a published cycle.
type SealedCriterion struct {
	Code       string          `json:"code"`
	Body       string          `json:"body"`   // the canonical text (AppraisalText.Canonical)
	SHA256     string          `json:"sha256"` // of Body, in hex
	Author     string          `json:"author"` // names
	Challenger string          `json:"challenger"`
	Lead       string          `json:"lead"`
	Grade      string          `json:"grade"` // that the author proposed
	Challenged string          `json:"challenged"`
	Why        string          `json:"why"` // the challenger's reason
	Third      string          `json:"third"`
	Agreed     string          `json:"agreed"`
	Reason     string          `json:"reason"` // where somebody settled it
	Confidence string          `json:"confidence"`
	Status     AppraisalStatus `json:"status"`
}

// A SealedSignature is a signature with the name of whoever gave it.
type SealedSignature struct {
	Signature
	Name string `json:"name"`
}

// Canonical is the document as bytes, as AppraisalText.Canonical is of a text. Its SHA-256 is the seal.
func (d SealedCycle) Canonical() ([]byte, error) {
	return canonical(d)
}

// ReadSealed reads a sealed document.
func ReadSealed(body []byte) (SealedCycle, error) {
	var d SealedCycle
	if err := json.Unmarshal(body, &d); err != nil {
		return d, fmt.Errorf("read a sealed document: %w", err)
	}
	return d, nil
}

// Text is what was written about the criterion.
func (c SealedCriterion) Text() (AppraisalText, error) {
	var t AppraisalText
	if err := json.Unmarshal([]byte(c.Body), &t); err != nil {
		return t, fmt.Errorf("read the text of %s: %w", c.Code, err)
	}
	return t, nil
}

// Verify checks that every text has the hash that was signed, and every signature the hash of the contents; it says in sentences what does not fit.
func (d SealedCycle) Verify() (wrong []string) {
	x := Assessment{ID: d.Assessment, Framework: d.Framework.Code, Sections: d.Sections}
	texts := map[string]SealedCriterion{}
	for _, c := range d.Criteria {
		if _, twice := texts[c.Code]; twice {
			wrong = append(wrong, "There are two texts of "+c.Code+".")
		}
		if SHA256([]byte(c.Body)) != c.SHA256 {
			wrong = append(wrong, "The text of "+c.Code+" is not the one that was signed.")
		}
		texts[c.Code] = c
	}
	signable := 0
	for _, s := range d.Sections {
		signable += len(s.Criteria)
		for _, c := range s.Criteria {
			switch sealed, ok := texts[c.Code]; {
			case !ok:
				wrong = append(wrong, "The text of "+c.Code+" is missing.")
			case sealed.SHA256 != c.SHA256 || sealed.Agreed != c.Agreed:
				wrong = append(wrong, "The text or the grade of "+c.Code+" is not the one that was signed.")
			}
		}
	}
	if len(texts) > signable {
		wrong = append(wrong, "There are texts that nobody signed.")
	}
	if d.Contents != x.Contents("") {
		wrong = append(wrong, "The list of contents is not that of the texts and grades.")
	}
	signed := map[string]bool{}
	for _, s := range d.Signatures {
		if s.SHA256 != x.Binds(s.Part) || !slices.Contains(x.Parts(), s.Part) {
			wrong = append(wrong, "The signature of "+s.Name+" ("+s.Part+") binds something else.")
		}
		signed[s.Part] = true
	}
	for _, part := range x.Parts() {
		if !signed[part] {
			wrong = append(wrong, "The signature of "+part+" is missing.")
		}
	}
	return wrong
}
