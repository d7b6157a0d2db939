package web

import (
	"net/http"

	"github.com/sightline-readiness/sightline/internal/sheet"
	"github.com/sightline-readiness/sightline/readiness"
)

const planImportPath = planPath + "/import"

// What is read of a spreadsheet with a plan. A cell far to the right is refused rather than read.
var (
	planSize   = uploadSize{5 << 20, "The file is larger than 5 MB. Leave out the sheets and pictures that are not the plan.", "The file is far too large. At most 5 MB can be read."}
	planLimits = sheet.Limits{Rows: mostPlanRows + 20, Columns: 200, Text: 10 << 20, Unzipped: 60 << 20} // and some rows above the headings
)

const (
	mostPlanRows = 5000
	planRead     = 64 << 20
	noPlanFile   = "Choose one Excel workbook (.xlsx) or one csv file with your plan."
)

// planImportRoutes are the pages that bring a plan in from a spreadsheet.
func planImportRoutes() []Route {
	run := may(readiness.RunPlan)
	return []Route{
		{Method: get, Pattern: planImportPath, Needs: run, Handle: (*Server).planUploadPage},
		{Method: post, Pattern: planImportPath, Needs: run, Handle: (*Server).planUpload, Limit: planRead},
		{Method: get, Pattern: planImportPath + "/{id}", Needs: run, Handle: (*Server).planImportPage},
		{Method: get, Pattern: planImportPath + "/{id}/columns", Needs: run, Handle: (*Server).planColumnsPage},
		{Method: post, Pattern: planImportPath + "/{id}/columns", Needs: run, Handle: (*Server).planColumns},
		{Method: post, Pattern: planImportPath + "/{id}/confirm", Needs: run, Handle: (*Server).confirmPlan},
		{Method: post, Pattern: planImportPath + "/{id}/changes", Needs: run, Handle: (*Server).planChanges},
		{Method: post, Pattern: planImportPath + "/{id}/discard", Needs: run, Handle: (*Server).discardPlan},
	}
}

func (s *Server) planUploadPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanUpload(w, r, http.StatusOK, newForm())
}

func (s *Server) showPlanUpload(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	open, err := s.PlanImports.OpenPlanImports(r.Context())
	if err != nil {
		return err
	}
	return s.show(w, r, status, PlanUploadPage{Form: form, Open: open})
}

// planUpload reads the file, keeps what is in it, and asks what its columns are.
func (s *Server) planUpload(w http.ResponseWriter, r *http.Request) error {
	form, files, err := readUpload(r, planSize)
	var read readiness.PlanSheet
	if err == nil {
		read, err = planSheetOf(files)
	}
	var id string
	if err == nil {
		id, err = s.PlanImports.KeepPlanSheet(r.Context(), read, form.asked(r))
	}
	if refusal := readiness.AsRefusal(err); refusal != nil {
		form.refuse(refusal)
		return s.showPlanUpload(w, r, statusOf(refusal), form)
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, planImportPath+"/"+id+"/columns")
}

// planSheetOf finds the plan in an uploaded file.
func planSheetOf(files []readiness.UploadFile) (readiness.PlanSheet, error) {
	if len(files) != 1 {
		return readiness.PlanSheet{}, readiness.FieldErrorf("files", noPlanFile)
	}
	tables, err := tablesOf(files[0], planLimits)
	if err != nil {
		return readiness.PlanSheet{}, err
	}
	s, err := readiness.PlanSheetOf(files[0].Name, tables)
	if err == nil && len(s.Rows) > mostPlanRows {
		err = readiness.FieldErrorf("files", "The sheet has more than %s rows. Cut it into parts.", thousands(mostPlanRows))
	}
	return s, err
}

// planImportPage is a sheet wherever it stands: what its columns are, what would happen, or what did.
func (s *Server) planImportPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanImport(w, r, http.StatusOK, newForm())
}

func (s *Server) showPlanImport(w http.ResponseWriter, r *http.Request, status int, form Form) error {
	i, err := s.PlanImports.PlanImport(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	switch {
	case i.Done != nil:
		return s.show(w, r, status, PlanDonePage{Import: i, Form: form})
	case i.Mapping == nil:
		return seeOther(w, r, planImportPath+"/"+i.ID+"/columns")
	}
	trial, err := s.PlanImports.TryPlanImport(r.Context(), i.ID)
	if err != nil {
		return err
	}
	return s.show(w, r, status, PlanCheckPage{Import: i, Trial: trial, Form: form, Discard: newForm()})
}

func (s *Server) planColumnsPage(w http.ResponseWriter, r *http.Request) error {
	return s.showPlanColumns(w, r, http.StatusOK, nil)
}

// showPlanColumns asks what the columns are: as somebody has said already, or as the headings sound.
func (s *Server) showPlanColumns(w http.ResponseWriter, r *http.Request, status int, form *Form) error {
	i, err := s.PlanImports.PlanImport(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if i.Done != nil {
		return seeOther(w, r, planImportPath+"/"+i.ID)
	}
	if form == nil {
		m := i.Mapping
		if m == nil {
			m = &readiness.PlanMapping{Columns: readiness.GuessPlanColumns(i.Sheet.Columns)}
		}
		fresh := newFormFor(*m)
		form = &fresh
	}
	page := PlanColumnsPage{Import: i, Form: *form}
	if page.Officers, err = s.Plan.Officers(r.Context()); err != nil {
		return err
	}
	return s.show(w, r, status, page)
}

func (s *Server) planColumns(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	var m readiness.PlanMapping
	return s.run(w, r, &errand{
		form: &form, into: &m, then: planImportPath + "/" + id,
		do:   func() error { return s.PlanImports.MapPlanSheet(r.Context(), id, m, form.asked(r)) },
		draw: func(status int) error { return s.showPlanColumns(w, r, status, &form) },
	})
}

func (s *Server) discardPlan(w http.ResponseWriter, r *http.Request) error {
	form, err := readForm(r)
	if err != nil {
		return err
	}
	return s.run(w, r, &errand{
		form: &form, then: planImportPath, done: "The sheet was thrown away. The plan is as it was.",
		do:   func() error { return s.PlanImports.DropPlanSheet(r.Context(), r.PathValue("id"), form.asked(r)) },
		draw: func(status int) error { return s.showPlanImport(w, r, status, form) },
	})
}
