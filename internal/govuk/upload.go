package govuk

import "html/template"

// FileUpload takes one file, or several. With JavaScript set it becomes a drop zone where the
// browser allows that.
type FileUpload struct {
	ID                string       `json:"id"`
	Name              string       `json:"name"`
	Multiple          bool         `json:"multiple"`
	Disabled          bool         `json:"disabled"`
	DescribedBy       string       `json:"describedBy"`
	Label             Label        `json:"label"`
	Hint              Hint         `json:"hint"`
	ErrorMessage      ErrorMessage `json:"errorMessage"`
	FormGroup         FormGroup    `json:"formGroup"`
	JavaScript        bool         `json:"javascript"`
	Classes           string       `json:"classes"`
	WrapperClasses    string       `json:"wrapperClasses"`
	WrapperAttributes Attributes   `json:"wrapperAttributes"`
	Attributes        Attributes   `json:"attributes"`

	ChooseFilesButtonText   string            `json:"chooseFilesButtonText"`
	NoFileChosenText        string            `json:"noFileChosenText"`
	MultipleFilesChosenText map[string]string `json:"multipleFilesChosenText"`
	DropInstructionText     string            `json:"dropInstructionText"`
	EnteredDropZoneText     string            `json:"enteredDropZoneText"`
	LeftDropZoneText        string            `json:"leftDropZoneText"`
}

// HTML draws label, hint, message and the file field.
func (f FileUpload) HTML() (template.HTML, error) {
	f.ID = orElse(f.ID, f.Name)
	g := group{f.ID, f.DescribedBy, f.Label, f.Hint, f.ErrorMessage, f.FormGroup}.tied()
	f.DescribedBy = g.DescribedBy
	f.WrapperAttributes = merged(f.texts(), f.WrapperAttributes)
	control, err := render("file-upload", f)
	if err != nil {
		return "", err
	}
	return g.around(control)
}

func (f FileUpload) texts() Attributes {
	return merged(plural("multiple-files-chosen", f.MultipleFilesChosenText), translated(map[string]string{
		"choose-files-button": f.ChooseFilesButtonText,
		"no-file-chosen":      f.NoFileChosenText,
		"drop-instruction":    f.DropInstructionText,
		"entered-drop-zone":   f.EnteredDropZoneText,
		"left-drop-zone":      f.LeftDropZoneText,
	}))
}
