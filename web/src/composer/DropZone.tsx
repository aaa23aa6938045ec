import { useEffect, useState } from 'react';
import { useT } from '../i18n/useI18n';
import { Icon } from '../ui/Icon';
import { addFiles } from './uploads';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes dropped files; while they hang over it, it says so. */
export function DropZone() {
  const t = useT();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const dragged = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const dropped = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      addFiles(event.dataTransfer?.files ?? []);
    };
    document.addEventListener('dragover', dragged);
    document.addEventListener('dragleave', left);
    document.addEventListener('drop', dropped);
    return () => {
      document.removeEventListener('dragover', dragged);
      document.removeEventListener('dragleave', left);
      document.removeEventListener('drop', dropped);
    };
  }, []);
  if (!over) return null;
  return (
    <div className="drop-zone">
      <p>
        <Icon name="clip" />
        {t('composer.drop')}
      </p>
    </div>
  );
}
