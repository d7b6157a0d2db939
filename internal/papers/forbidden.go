package papers

import "bytes"

// signs are first bytes that no paper begins with, and what to do about each.
var signs = []struct {
	first []byte
	why   string
}{
	{[]byte("MZ"), program},
	{[]byte("\x7fELF"), program},
	{[]byte("\xfe\xed\xfa\xce"), program}, // programs of a Mac, in each of their orders
	{[]byte("\xfe\xed\xfa\xcf"), program},
	{[]byte("\xce\xfa\xed\xfe"), program},
	{[]byte("\xcf\xfa\xed\xfe"), program},
	{[]byte("\xca\xfe\xba\xbe"), program}, // several in one, and Java
	{[]byte("#!"), program},
	{[]byte("\xef\xbb\xbf#!"), program},
	{[]byte("L\x00\x00\x00\x01\x14\x02\x00"), program}, // a Windows shortcut, which starts one
	{[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), old},
	{[]byte("Rar!"), archive},
	{[]byte("7z\xbc\xaf\x27\x1c"), archive},
	{[]byte("\x1f\x8b"), archive},
	{[]byte("BZh"), archive},
	{[]byte("\xfd7zXZ"), archive},
	{[]byte("MSCF"), archive},
}

const (
	program = "This file is a program, whatever its name says, and programs are not taken. Choose the report, sheet or picture itself."
	old     = "This is a file of an old Office version (such as .doc or .xls), a mail, or one with a password. Save it without a password as .docx, .xlsx or .pptx, or as PDF, and choose the new file."
	archive = "This is a packed file with others inside. Unpack it and attach each file by itself."
	macros  = "This Office file has macros, or other files put inside it, which can run on somebody’s computer. Save it without them (.docx, .xlsx or .pptx), or as PDF, and choose the new file."
	locked  = "This file has a password. Save it without the password, or as PDF, and choose the new file."
	other   = "This kind of file is not taken. Save it as a PDF, a picture (.png or .jpg), a text, a csv file, or a Word, Excel or PowerPoint file (.docx, .xlsx or .pptx), and choose the new file."
	damaged = "This file is damaged or did not arrive whole, so it cannot be looked at. Open it, save it again, and choose the new file."
	bomb    = "This file unpacks to far more than a report holds. Save it as PDF, and choose the new file."
	formula = "This workbook has formulas, and a figure that counts itself can change after it was looked at. Copy the cells and paste them as values, or save the sheet as PDF, and choose the new file."
)

// forbidden says why a file that begins like this is never taken, "" when nothing speaks against it.
func forbidden(body []byte) string {
	for _, s := range signs {
		if bytes.HasPrefix(body, s.first) {
			return s.why
		}
	}
	return ""
}
