package dev.polyphony.agent;

/**
 * One thing that the check of a plan found.
 *
 * @param code what kind
 * @param pointer where in the plan, as a JSON pointer: {@code /tasks/1/inputs/picture}
 * @param message what was found and what was expected, then a line that begins "Maybe"
 */
public record Finding(Code code, String pointer, String message) {

    /** The kinds of findings. */
    public enum Code {
        /** No plan could be read from what the planner wrote. */
        PARSE,
        /** Two tasks have one id. */
        DUPLICATE_ID,
        /** A task or port is named that the plan does not have. */
        UNKNOWN_REF,
        /** An artifact is named that the request does not have. */
        UNKNOWN_ARTIFACT,
        /** A tool is named that the toolbox does not have. */
        UNKNOWN_TOOL,
        /** An input is filled that the tool does not have. */
        UNKNOWN_PORT,
        /** A required input is empty. */
        MISSING_INPUT,
        /** One value is needed and a list is given, or a list has no item. */
        CARDINALITY,
        /** The modality of the source is not that of the port, or a literal is none of the allowed values. */
        TYPE,
        /** Tasks wait for each other. */
        CYCLE,
        /** The plan is larger than the limits allow. */
        LIMIT,
        /** Nothing that is delivered needs this task. A warning: the task is dropped. */
        UNUSED_OUTPUT,
        /** A planner failed or its plan could not be mended; another planner's plan is used. A warning. */
        FALLBACK,
        /** What mode {@code auto} chose for the request, and why. A warning. */
        MODE;

        /** Returns true if a plan with this finding can be run all the same. */
        public boolean isWarning() {
            return this == UNUSED_OUTPUT || this == FALLBACK || this == MODE;
        }
    }
}
