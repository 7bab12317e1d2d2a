import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Validates files against PDF/A and PDF/UA profiles with the veraPDF engine, one after another as they come.
 *
 * <p>Each line on standard input is "PROFILES, file" such as "2a,ua1" and a path, parted by a tab. For each
 * profile it answers with one line "RESULT, verdict, profile, checks, file" and for each broken rule one line
 * "RULE, clause-test, count, message", the fields parted by tabs; the verdict is PASS, FAIL or ERROR. The
 * line "DONE" ends the answer. It ends when its input does.
 *
 * <p>The engine comes in a jar whose XML binding is stripped away, so the profiles are read here, with DOM.
 */
public final class VeraCheck {
    private static final String PROFILES = "org/verapdf/pdfa/validation/";
    private static final int LONGEST_MESSAGE = 300;

    private final Map<String, ValidationProfile> profiles = new TreeMap<>();

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        VeraCheck check = new VeraCheck();
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] fields = line.split("\t", 2);
            for (String flavour : fields[0].split(",")) {
                check.validate(flavour, fields[1]);
            }
            write("DONE");
        }
    }

    private void validate(String flavourId, String file) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(flavourId);
        try (VeraPDFFoundry foundry = Foundries.defaultInstance();
                PDFAParser parser = foundry.createParser(new File(file), flavour);
                PDFAValidator validator = foundry.createValidator(profile(flavourId, flavour), false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "PASS" : "FAIL";
            write("RESULT", verdict, flavourId, result.getTotalAssertions(), file);
            writeBrokenRules(result);
        } catch (Exception exception) {
            write("RESULT", "ERROR", flavourId, 0, file);
            write("RULE", "exception", 1, exception);
        }
    }

    private static void writeBrokenRules(ValidationResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> messages = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId id = assertion.getRuleId();
                String key = id.getClause() + "-" + id.getTestNumber();
                String error = assertion.getErrorMessage();
                counts.merge(key, 1, Integer::sum);
                messages.putIfAbsent(key, (error != null ? error : assertion.getMessage())
                        + " @" + assertion.getLocation().getContext());
            }
        }
        counts.forEach((key, count) -> write("RULE", key, count, messages.get(key)));
    }

    private static void write(Object... fields) {
        List<String> cleaned = new ArrayList<>();
        for (Object field : fields) {
            String text = String.valueOf(field).replaceAll("\\s+", " ");
            cleaned.add(text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text);
        }
        System.out.println(String.join("\t", cleaned));
        System.out.flush();
    }

    private ValidationProfile profile(String flavourId, PDFAFlavour flavour) throws Exception {
        if (!profiles.containsKey(flavourId)) {
            profiles.put(flavourId, load(flavourId, flavour));
        }
        return profiles.get(flavourId);
    }

    private static ValidationProfile load(String flavourId, PDFAFlavour flavour) throws Exception {
        String name = flavourId.startsWith("ua")
                ? "PDFUA-" + flavourId.substring(2) + ".xml"
                : "PDFA-" + flavourId.toUpperCase() + ".xml";
        Element root;
        try (InputStream in = ValidationProfile.class.getClassLoader().getResourceAsStream(PROFILES + name)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                    variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
        }
        ProfileDetails details = Profiles.profileDetailsFromValues(name, name, "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), attribute(argument, "name"), null));
        }
        String deferred = attribute(rule, "deferred");
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"),
                deferred == null ? null : Boolean.valueOf(deferred), attribute(rule, "tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), Collections.<Reference>emptyList());
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        Node node = parent == null ? null : parent.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (node instanceof Element && node.getNodeName().equals(name)) {
                found.add((Element) node);
            }
        }
        return found;
    }
}
