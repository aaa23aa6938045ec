package dev.polyphony.planners.search.data;

import dev.polyphony.agent.Artifact;
import java.util.List;
import java.util.Map;

/**
 * A request of a public data set.
 *
 * @param id its id
 * @param request the words
 * @param attachments what its words name
 * @param nodes gold tools; empty if there is no gold
 * @param links gold edges by tool name
 * @param otherNodes another chain of tools that is right too; empty if there is none
 */
public record Sample(
        String id,
        String request,
        List<Artifact> attachments,
        List<String> nodes,
        List<Map.Entry<String, String>> links,
        List<String> otherNodes) {}
