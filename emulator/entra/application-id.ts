const expected = "/applications/applicationId";

/** What is wrong with an application's resource id. [TA go-azure-helpers resourcemanager/resourceids] */
export function applicationIdFault(id: string): string | undefined {
  if (id === "") return 'parsing "": cannot parse an empty string';
  const segments = id.replace(/^\//, "").split("/");
  const [first, objectId, extra] = segments;
  if (segments.length < 2) return wrongNumber(id);
  if (first !== "applications") {
    const missing = wrongSegment(id, 0, 'should be the literal value "applications"');
    return `parsing "${id}": parsing segment "applications": ${missing}`;
  }
  if (!objectId) {
    const role = 'should be the user specified value for this applicationId [for example "applicationId"]';
    return `parsing "${id}": ${wrongSegment(id, 1, role)}`;
  }
  if (extra !== undefined) {
    return `parsing "${id}": unexpected segment "${segments.slice(2).join("/")}" present at the end of the URI (input "${id}")`;
  }
}

function wrongNumber(id: string): string {
  return `parsing "${id}": parsing the Application ID: the number of segments didn't match

Expected a Application ID that matched (containing 2 segments):

> ${expected}

However this value was provided (which was parsed into 0 segments):

> ${id}

The following Segments are expected:

* Segment 0 - this should be the literal value "applications"
* Segment 1 - this should be the user specified value for this applicationId [for example "applicationId"]

The following Segments were parsed:

* Segment 0 - not found
* Segment 1 - not found
`;
}

function wrongSegment(id: string, position: number, role: string): string {
  return `parsing the Application ID: the segment at position ${position} didn't match

Expected a Application ID that matched:

> ${expected}

However this value was provided:

> ${id}

The parsed Resource ID was missing a value for the segment at position ${position}
(which ${role}).

`;
}
