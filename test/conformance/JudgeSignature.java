import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;

/** Whether the EU's DSS finds every signature of a PDF valid, of the level that is expected, below a root and its list. */
public class JudgeSignature {
  public static void main(String[] args) throws Exception {
    var trusted = new CommonTrustedCertificateSource();
    CertificateToken root = DSSUtils.loadCertificate(new File(args[1]));
    trusted.addCertificate(root);
    var verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    verifier.setCrlSource(new ExternalResourcesCRLSource(new java.io.FileInputStream(args[2])));
    var validator = SignedDocumentValidator.fromDocument(new FileDocument(args[0]));
    validator.setCertificateVerifier(verifier);
    var report = validator.validateDocument().getSimpleReport();
    boolean good = report.getSignaturesCount() > 0;
    for (String id : report.getSignatureIdList()) {
      System.out.println(report.getIndication(id) + " " + report.getSubIndication(id) + " " + report.getSignatureFormat(id)
          + " " + report.getAdESValidationErrors(id) + report.getAdESValidationWarnings(id));
      good &= "TOTAL_PASSED".equals(String.valueOf(report.getIndication(id))) && args[3].equals(String.valueOf(report.getSignatureFormat(id)));
    }
    System.exit(good ? 0 : 1);
  }
}
