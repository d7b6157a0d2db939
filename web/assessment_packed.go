package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/sightline-readiness/sightline/readiness"
)

// assessmentPacked hands out all that somebody needs to check a published self-assessment without Sightline.
func (s *Server) assessmentPacked(w http.ResponseWriter, r *http.Request) error {
	page, err := s.assessmentReport(r)
	if err != nil {
		return err
	}
	if page.Report.Document == nil {
		return readiness.Errorf(readiness.Conflict, "There is nothing to check yet: a self-assessment is sealed when its last signature publishes it.")
	}
	return s.handOutReport(w, r, page, "zip", "application/zip", func() ([]byte, error) { return packed(page.Report) })
}

// A packedFile is one file for checking; sum is what its SHA-256 was when it was signed, "" for what nobody signed.
type packedFile struct {
	name string
	body []byte
	sum  string
}

// packed is the sealed document, what it was made of, and the hashes that were signed: not those that the files have now, which would prove nothing.
func packed(r readiness.AssessmentReport) ([]byte, error) {
	files, err := checkFiles(r)
	if err != nil {
		return nil, err
	}
	var sums strings.Builder
	for _, f := range files {
		if f.sum != "" {
			sums.WriteString(f.sum + "  " + f.name + "\n")
		}
	}
	files = append(files, packedFile{name: "SHA256SUMS", body: []byte(sums.String())}, packedFile{name: "README.txt", body: []byte(recipe(r))})
	return zipped(files, r.SealedAt)
}

// checkFiles are the document, each text, the reason of each judgement area's grade, and what each signature binds.
func checkFiles(r readiness.AssessmentReport) ([]packedFile, error) {
	d, err := readiness.ReadSealed(r.Document)
	if err != nil {
		return nil, err
	}
	x := readiness.Assessment{ID: d.Assessment, Framework: d.Framework.Code, Sections: d.Sections}
	files := []packedFile{{"document.json", r.Document, r.Seal}}
	for _, c := range d.Criteria {
		files = append(files, packedFile{"texts/" + c.Code + ".json", []byte(c.Body), c.SHA256})
	}
	for _, s := range d.Sections { // a reason's hash stands in the contents, so it is as good as they are
		files = append(files, packedFile{"reasons/" + s.Code + ".txt", []byte(s.Why), readiness.SHA256([]byte(s.Why))})
	}
	var signed strings.Builder
	for _, s := range d.Signatures {
		files = append(files, packedFile{"contents/" + s.Part + ".txt", []byte(x.Contents(s.Part)), s.SHA256})
		fmt.Fprintf(&signed, "%s  %s  %s  %s\n", s.SHA256, s.Part, s.At.UTC().Format(time.RFC3339), s.Name)
	}
	return append(files, packedFile{name: "signatures.txt", body: []byte(signed.String())}), nil
}

// recipe says how to check it with nothing but sha256sum.
func recipe(r readiness.AssessmentReport) string {
	return `Self-assessment ` + r.Name + `, published ` + r.PublishedOn.Long() + `

How to check that this is what was signed. You need a shell with sha256sum and grep; nothing of Sightline.

1. Compare the seal. Run

     sha256sum document.json

   and compare the result with the seal that is printed at the end of the signed Word document or paper copy that you have kept. It should be

     ` + r.Seal + `

   This file can be changed by whoever can change the others. The copy that you kept cannot.

2. Compare the files with the hashes that were signed. Run

     sha256sum --check SHA256SUMS

   Every line must end with OK. SHA256SUMS has the hashes that the sealed document holds for the texts, and that its signatures hold for the contents.

3. See what each signature binds. signatures.txt lists them: hash, part, time (UTC), name. A file in contents has one line for each judgement area
   (its code, its grade, the hash of the reason) and one for each criterion (its code, version, hash of its text, agreed grade). Every hash in it must
   be that of a file in reasons or in texts:

     cut -d ' ' -f 3 contents/lead_member.txt | grep -E '^[0-9a-f]{64}$' | grep -v -F -f - SHA256SUMS

   lists the files that the lead member's signature does not bind: only document.json and the files in contents may be left.

The texts are the exact bytes that were signed, and stand in document.json as well, in criteria, body. The audit trail of the council's Sightline holds the
seal too; "sightline audit verify" compares all of it.
`
}
