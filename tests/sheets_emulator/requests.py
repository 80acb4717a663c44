"""spreadsheets.batchUpdate: all of its requests or none, and the read-back in the same answer."""

from __future__ import annotations

from collections.abc import Callable

from tests.sheets_emulator import beside, dimensions, masks, metadata, pasting, whole_sheets
from tests.sheets_emulator import cell_requests as cells
from tests.sheets_emulator import sheet_requests as sheets
from tests.sheets_emulator.errors import ApiError, Rejected, bad_field
from tests.sheets_emulator.grid import spreadsheet
from tests.sheets_emulator.state import Book, Json

Apply = Callable[[Book, Json, str], Json]

KINDS: dict[str, Apply] = {
    "addBanding": beside.BANDING.add,
    "addChart": beside.CHART.add,
    "addConditionalFormatRule": sheets.add_conditional,
    "addDimensionGroup": dimensions.add_group,
    "addFilterView": beside.FILTER_VIEW.add,
    "addNamedRange": sheets.add_named,
    "addProtectedRange": sheets.add_protected,
    "addSheet": sheets.add_sheet,
    "addTable": beside.TABLE.add,
    "appendCells": cells.append_cells,
    "appendDimension": dimensions.append,
    "autoResizeDimensions": dimensions.auto_resize,
    "clearBasicFilter": sheets.clear_filter,
    "copyPaste": pasting.copy_paste,
    "createDeveloperMetadata": metadata.create,
    "cutPaste": pasting.cut_paste,
    "deleteBanding": beside.deleting(beside.BANDING),
    "deleteConditionalFormatRule": beside.delete_rule,
    "deleteDeveloperMetadata": metadata.delete,
    "deleteDimension": dimensions.delete,
    "deleteDimensionGroup": dimensions.delete_group,
    "deleteEmbeddedObject": beside.delete_chart,
    "deleteFilterView": beside.deleting(beside.FILTER_VIEW, "filterId"),
    "deleteNamedRange": sheets.delete_named,
    "deleteProtectedRange": sheets.delete_protected,
    "deleteRange": whole_sheets.delete_range,
    "deleteSheet": sheets.delete_sheet,
    "deleteTable": beside.deleting(beside.TABLE),
    "duplicateSheet": whole_sheets.duplicate,
    "findReplace": cells.find_replace,
    "insertDimension": dimensions.insert,
    "insertRange": whole_sheets.insert_range,
    "mergeCells": cells.merge,
    "moveDimension": dimensions.move,
    "repeatCell": cells.repeat_cell,
    "setBasicFilter": sheets.set_filter,
    "setDataValidation": cells.set_validation,
    "sortRange": cells.sort_range,
    "unmergeCells": cells.unmerge,
    "updateBanding": beside.BANDING.update,
    "updateCells": cells.update_cells,
    "updateChartSpec": beside.update_chart,
    "updateConditionalFormatRule": beside.update_rule,
    "updateDeveloperMetadata": metadata.update,
    "updateDimensionProperties": dimensions.update_properties,
    "updateFilterView": beside.FILTER_VIEW.update,
    "updateNamedRange": sheets.update_named,
    "updateProtectedRange": beside.PROTECTED.update,
    "updateSheetProperties": sheets.update_sheet,
    "updateSpreadsheetProperties": sheets.update_book,
    "updateTable": beside.TABLE.update,
}


def batch_update(book: Book, body: Json, mask: str, who: str) -> tuple[Book, Json]:
    """The book after the batch, a copy, and the answer. Raises ApiError; the given book is untouched."""
    asked = body.get("requests") or []
    if not asked:
        raise ApiError(400, "Must specify at least one request.")
    after = book.copy()
    replies: list[Json] = []
    for at, request in enumerate(asked):
        kind = next(iter(request), "")
        apply = KINDS.get(kind)
        if apply is None:
            place = f"requests[{at}]"
            message = (
                f"Invalid JSON payload received. Unknown name \"{kind}\" at '{place}': Cannot find field."
            )
            raise bad_field(message, place)
        try:
            replies.append(apply(after, request[kind], who))
        except Rejected as no:
            raise ApiError(400, f"Invalid requests[{at}].{kind}: {no}") from no
        except ApiError as no:
            raise ApiError(no.code, f"Invalid requests[{at}].{kind}: {no}") from no
    answer: Json = {"spreadsheetId": book.id, "replies": replies}
    tree = masks.parse(mask) if mask else {}
    if body.get("includeSpreadsheetInResponse"):
        below = tree.get("updatedSpreadsheet") if tree else None
        shown = "" if not below else _written(below)
        grid = bool(body.get("responseIncludeGridData"))
        answer["updatedSpreadsheet"] = spreadsheet(after, body.get("responseRanges") or [], shown, grid)
        if tree and "updatedSpreadsheet" in tree:
            tree = {**tree, "updatedSpreadsheet": {}}
    return after, dict(masks.select(tree, answer)) if tree else answer


def _written(tree: masks.Tree) -> str:
    return ",".join(name + (f"({_written(below)})" if below else "") for name, below in tree.items())
